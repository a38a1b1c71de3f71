package org.campanile.towers;

import org.campanile.core.math.FloatMatrix;

/**
 * Makes the one vector that a sample is trained with out of its user's interests. Members of a thread team share a step:
 * each for the samples of its slice.
 */
sealed interface InterestChoice extends AutoCloseable permits OnlyInterest, LabelAwareAttention {
    /** Makes room for so many samples and members. */
    void ensureCapacity(int samples, int members);

    /**
     * Makes the vectors of a member's samples.
     *
     * @param items the vectors of the step's items
     */
    void forward(int member, InterestStep step, FloatMatrix items);

    /** The vectors, {@code [>= samples, vectorSize]}. */
    FloatMatrix vectors();

    /** Where the gradient of the loss by the vectors goes, {@code [>= samples, vectorSize]}. */
    FloatMatrix gradients();

    /** Passes the gradients of a member's samples back to the interests, and keeps those by the samples' own items. */
    void backward(int member, InterestStep step, FloatMatrix items);

    /** Adds the gradients that were kept for {@code count} items from {@code firstItem} on; follows {@link #backward} of every member. */
    void addItemGradients(int member, InterestStep step, int firstItem, int count, FloatMatrix itemGradients);

    @Override
    void close();
}
