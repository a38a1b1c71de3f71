package org.campanile.core.model;

import org.campanile.core.batch.Batch;

/**
 * A trainable model. Its thread is the one that made it: the owner of its thread team, if it has one. Holds native memory
 * until closed.
 */
public sealed interface RecommenderModel extends AutoCloseable permits RetrievalModel, RankingModel {
    /**
     * Room for one training step. Several may be under way: one is prepared, in another thread, while the model trains
     * with another.
     */
    TrainingStep newStep();

    /**
     * Prepares and trains one step in the calling thread, the model's.
     *
     * @param epoch the epoch, from 0, for the step's random draws
     */
    default StepResult trainStep(int epoch, Batch batch) {
        TrainingStep step = newStep();
        step.prepare(epoch, batch);
        return new StepResult(step.train(), step.samples());
    }

    /** Where the time of the steps went. */
    StepClock clock();

    /** Access to all that training changes. */
    ModelState state();

    /**
     * Called by the model's thread after each round of averaging: what the model keeps from step to step beside its
     * {@link #state()} is forgotten, so that a resumed run, which begins at the end of a round, goes on alike.
     */
    default void endRound() {}

    @Override
    void close();
}
