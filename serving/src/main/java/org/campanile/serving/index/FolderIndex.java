package org.campanile.serving.index;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.embedding.MappedBlocks;

/** What the indices of a folder share: a version, and the item vectors, which are mapped into memory. */
abstract class FolderIndex implements VectorIndex {
    /** Items of a block: their products with some dozens of queries stay in the processor's cache. */
    static final int ITEMS_PER_BLOCK = 512;

    private final String version;
    private final MappedBlocks items;

    FolderIndex(String version, MappedBlocks items) {
        this.version = version;
        this.items = items;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final int size() {
        return items.rows();
    }

    @Override
    public final int dim() {
        return items.dim();
    }

    @Override
    public final QueryVectors vector(int item) {
        Check.that(item >= 0 && item < size(), "item %d is not among the %d items", item, size());
        float[] vector = new float[dim()];
        items.read(item, vector, 0);
        return new QueryVectors(vector, dim());
    }

    final MappedBlocks items() {
        return items;
    }

    @Override
    public final List<ScoredItems> search(List<VectorSearch> searches) {
        for (VectorSearch search : searches) {
            Check.that(
                    search.query().dim() == dim(),
                    "a query has vectors of %d numbers, but items have %d",
                    search.query().dim(),
                    dim());
        }
        return find(searches);
    }

    /** The best items of each search, in order; their vectors have the right length. */
    abstract List<ScoredItems> find(List<VectorSearch> searches);
}
