package org.campanile.serving.index;

import org.apache.lucene.util.hnsw.RandomVectorScorer;

/**
 * Approximate dot products of a vector with items, for Lucene's builder. Lucene would make every score positive; its builder
 * only compares scores, and does not need it. Used by one thread.
 */
final class ItemScorer implements RandomVectorScorer {
    private final ByteVectors items;
    private final float[] vector;

    /** @param vector not copied */
    ItemScorer(ByteVectors items, float[] vector) {
        this.items = items;
        this.vector = vector;
    }

    @Override
    public float score(int node) {
        return items.score(vector, node);
    }

    @Override
    public int maxOrd() {
        return items.size();
    }
}
