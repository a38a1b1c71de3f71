package org.campanile.serving.index;

import java.util.List;
import org.campanile.core.Check;

/** What all indices of this package share: a version, and the checks of what is asked. */
abstract class CheckedIndex implements VectorIndex {
    private final String version;
    private final int size;
    private final int dim;

    CheckedIndex(String version, int size, int dim) {
        this.version = version;
        this.size = size;
        this.dim = dim;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public final int dim() {
        return dim;
    }

    @Override
    public final QueryVectors vector(int item) {
        Check.that(item >= 0 && item < size, "item %d is not among the %d items", item, size);
        float[] vector = new float[dim];
        read(item, vector);
        return new QueryVectors(vector, dim);
    }

    @Override
    public final List<ScoredItems> search(List<VectorSearch> searches) {
        for (VectorSearch search : searches) {
            int length = search.query().dim();
            Check.that(length == dim, "a query has vectors of %d numbers, but items have %d", length, dim);
        }
        return find(searches);
    }

    /** Reads the vector of an item that there is. */
    abstract void read(int item, float[] vector);

    /** The best items of each search, in order; their vectors have the right length. */
    abstract List<ScoredItems> find(List<VectorSearch> searches);
}
