package org.campanile.core.negative;

/** When negatives are drawn. */
public enum DrawTime {
    /** Anew in each epoch. */
    EACH_EPOCH,
    /** Once: a sample has the same negatives in every epoch, as if they had been drawn when the data were prepared. */
    ONCE
}
