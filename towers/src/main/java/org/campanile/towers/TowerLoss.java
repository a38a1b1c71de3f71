package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;

/** Which items the users of a batch are scored with, and the loss of the scores; told apart by where negatives come from. */
sealed interface TowerLoss extends AutoCloseable permits OwnNegatives, SharedNegatives, InBatchNegatives {
    /** Chooses the items for a batch of at least one sample. */
    void prepare(int epoch, Batch batch);

    /** The items chosen, of which the first {@link #itemCount()} are meant; the loss's own. */
    int[] items();

    int itemCount();

    /**
     * Computes the loss and the gradients of its mean over the samples.
     *
     * @param users         vectors of the batch's users, {@code [>= samples, vectorSize]}
     * @param items         vectors of {@link #items()}, {@code [>= itemCount, vectorSize]}
     * @param userGradients receives the gradients by the users' vectors
     * @param itemGradients receives the gradients by the items' vectors
     * @return the sum of the loss over the samples
     */
    double lossAndGradients(FloatMatrix users, FloatMatrix items, FloatMatrix userGradients, FloatMatrix itemGradients);

    @Override
    void close();
}
