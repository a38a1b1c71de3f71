package org.campanile.core.config;

/** How a model makes one vector of the embeddings of a sequence. */
public enum SequencePooling {
    MEAN,
    SUM,
    /** The largest number of each component. */
    MAX,
    /** One after the other, the last {@code max-length} of them; zeros where there are fewer. */
    CONCAT
}
