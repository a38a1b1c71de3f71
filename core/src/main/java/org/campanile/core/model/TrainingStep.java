package org.campanile.core.model;

import org.campanile.core.batch.Batch;

/**
 * One training step of a model, in two parts. The first needs nothing that training changes, so that it can run ahead of
 * the second: gathering features, drawing negatives, finding the distinct rows of every table. Every worker prepares the same
 * steps in the same order.
 *
 * <p>Owned by one thread at a time; reused from step to step.
 */
public interface TrainingStep {
    /**
     * Makes the step ready for a batch, of which it copies what it needs. May run in any thread while the model trains
     * another step.
     *
     * @param epoch the epoch, from 0, for the step's random draws
     */
    void prepare(int epoch, Batch batch);

    /**
     * Trains with the batch last prepared: look-up, forward pass, loss, backward pass, and update of dense parameters and
     * touched rows. An empty batch changes nothing. Runs in the model's thread.
     *
     * @return the sum of the loss over the batch's samples
     */
    double train();

    /** Number of samples of the batch last prepared. */
    int samples();
}
