package org.campanile.core.nn;

/** What stands between a layer's products and its activation. */
public enum Normalization {
    NONE,
    /** Batch normalisation; see {@link BatchNorm}. */
    BATCH
}
