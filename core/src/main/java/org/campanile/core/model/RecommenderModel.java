package org.campanile.core.model;

import org.campanile.core.batch.Batch;

/** A trainable model. Holds native memory until closed; used by one thread at a time. */
public sealed interface RecommenderModel extends AutoCloseable permits RetrievalModel, RankingModel {
    /**
     * One training step: forward pass, loss, backward pass and update of dense parameters and touched rows. An empty
     * batch changes nothing.
     *
     * @param epoch the epoch, from 0, for the step's random draws
     */
    StepResult trainStep(int epoch, Batch batch);

    /** Access to all that training changes. */
    ModelState state();

    @Override
    void close();
}
