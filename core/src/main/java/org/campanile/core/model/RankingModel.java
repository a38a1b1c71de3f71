package org.campanile.core.model;

import org.campanile.core.batch.Batch;

/** A model of the probability of the label given the sample. */
public non-sealed interface RankingModel extends RecommenderModel {
    /** Writes the probability of each sample of the batch, from 0 to 1, to {@code out[0]} on. */
    void predict(Batch batch, float[] out);
}
