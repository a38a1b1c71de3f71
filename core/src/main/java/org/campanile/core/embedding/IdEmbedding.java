package org.campanile.core.embedding;

/** What gives every id of a vocabulary a vector. */
public sealed interface IdEmbedding permits EmbeddingTable, QuotientRemainder {
    /** Length of the vectors. */
    int dim();
}
