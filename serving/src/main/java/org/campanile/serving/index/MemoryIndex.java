package org.campanile.serving.index;

import java.util.List;
import org.campanile.core.evaluation.ItemVectors;

/** An exact index over vectors in memory, which stay the caller's. */
final class MemoryIndex extends CheckedIndex {
    private final ItemVectors vectors;
    private final ExactSearch search;

    MemoryIndex(String version, ItemVectors vectors) {
        super(version, vectors.items(), vectors.length());
        this.vectors = vectors;
        this.search = new ExactSearch(vectors.matrices());
    }

    @Override
    void read(int item, float[] vector) {
        vectors.get(item, vector);
    }

    @Override
    List<ScoredItems> find(List<VectorSearch> searches) {
        return search.search(searches);
    }

    @Override
    public void close() {
        search.close();
    }
}
