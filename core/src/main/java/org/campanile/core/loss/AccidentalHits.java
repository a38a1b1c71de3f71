package org.campanile.core.loss;

/** What becomes of a negative that is the positive item itself: drawn by chance, or another sample's of the same batch. */
public enum AccidentalHits {
    /** It takes no part in the softmax of that sample. */
    MASK,
    /** It counts as a negative like any other. */
    KEEP
}
