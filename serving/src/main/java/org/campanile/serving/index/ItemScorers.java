package org.campanile.serving.index;

import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.campanile.core.embedding.MappedBlocks;

/** Scores between items, one of them in single precision and the other in bytes, for those who build a graph. */
record ItemScorers(MappedBlocks items, ByteVectors bytes) implements RandomVectorScorerSupplier {
    @Override
    public RandomVectorScorer scorer(int node) {
        float[] vector = new float[items.dim()];
        items.read(node, vector, 0);
        return new ItemScorer(bytes, vector);
    }

    @Override
    public RandomVectorScorerSupplier copy() {
        return this;
    }
}
