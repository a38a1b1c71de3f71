package org.campanile.towers;

/** What a retrieval model is trained to minimise, and against which items. */
public enum RetrievalLoss {
    /** Binary cross-entropy of the sample's item and of negatives drawn for it, each by itself. */
    POINT_WISE,
    /** Squared error of the sample's item and of negatives drawn for it, each by itself. */
    SQUARED_ERROR,
    /** Bayesian personalized ranking: the sample's item against each of the negatives drawn for it. */
    BPR,
    /** Hinge with a margin: the sample's item against each of the negatives drawn for it. */
    HINGE,
    /** Softmax over the items of the batch, of which the sample's own is the positive. */
    IN_BATCH_SOFTMAX,
    /** Softmax over the items of the batch and negatives drawn for the whole batch. */
    MIXED_SOFTMAX,
    /** Softmax over the sample's item and negatives drawn for it. */
    SAMPLED_SOFTMAX,
    /** Softmax over the sample's item and negatives drawn for the whole batch. */
    SHARED_SAMPLED_SOFTMAX,
    /** Softmax over all items. */
    FULL_SOFTMAX;

    /** Whether pairs of user and item are looked at one by one, so that the label is a target. */
    boolean isPointWise() {
        return this == POINT_WISE || this == SQUARED_ERROR;
    }

    /** Whether every sample has negatives of its own. */
    boolean hasOwnNegatives() {
        return switch (this) {
            case POINT_WISE, SQUARED_ERROR, BPR, HINGE, SAMPLED_SOFTMAX -> true;
            case IN_BATCH_SOFTMAX, MIXED_SOFTMAX, SHARED_SAMPLED_SOFTMAX, FULL_SOFTMAX -> false;
        };
    }
}
