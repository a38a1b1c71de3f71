package org.campanile.serving.index;

import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.math.Kernels;

/**
 * Dot products of a vector with items, read where they lie. Lucene would make every score positive; its walks only compare
 * scores, and do not need it. Used by one thread.
 */
final class ItemScorer implements RandomVectorScorer {
    private static final Kernels KERNELS = Kernels.active();

    private final MappedBlocks items;
    private final float[] query;
    private final float[] item;

    /** @param query not copied */
    ItemScorer(MappedBlocks items, float[] query) {
        this.items = items;
        this.query = query;
        this.item = new float[items.dim()];
    }

    @Override
    public float score(int node) {
        items.read(node, item, 0);
        return KERNELS.dot(query, 0, item, 0, item.length);
    }

    @Override
    public int maxOrd() {
        return items.rows();
    }
}
