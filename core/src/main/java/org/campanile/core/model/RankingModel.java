package org.campanile.core.model;

import org.campanile.core.batch.Batch;

/** A model of labels given the sample: of a click, or of whatever its tasks say. */
public non-sealed interface RankingModel extends RecommenderModel {
    /** What is predicted. */
    RankingTasks tasks();

    /**
     * Writes the predictions of each sample of the batch, {@code [batch.size(), tasks().outputs()]}, to {@code out[0]} on: of
     * a binary label the probability that it is 1, of a number the number, of a class the probability of every class.
     *
     * <p>Where rows of tables are spread over workers, all of them call it equally often, also with an empty batch.
     */
    void predict(Batch batch, float[] out);
}
