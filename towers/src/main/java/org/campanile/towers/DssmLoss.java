package org.campanile.towers;

/** What a DSSM is trained to minimise, and against which items. */
public enum DssmLoss {
    /** Binary cross-entropy of the sample's item and of negatives drawn for it, each by itself. */
    POINT_WISE,
    /** Softmax over the items of the batch, of which the sample's own is the positive. */
    IN_BATCH_SOFTMAX,
    /** Softmax over the items of the batch and negatives drawn for the whole batch. */
    MIXED_SOFTMAX,
    /** Softmax over the sample's item and negatives drawn for it. */
    SAMPLED_SOFTMAX,
    /** Softmax over the sample's item and negatives drawn for the whole batch. */
    SHARED_SAMPLED_SOFTMAX
}
