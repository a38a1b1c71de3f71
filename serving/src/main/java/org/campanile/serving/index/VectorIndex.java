package org.campanile.serving.index;

import java.util.List;
import org.campanile.core.evaluation.ItemVectors;

/**
 * The vectors of a model's items, to be searched by dot product: an item's score is the largest of its dot products with
 * the vectors of a query. The unknown item, index 0, has a vector but is never found.
 *
 * <p>Immutable and safe for use by any number of threads; whoever opened it closes it when no search is under way.
 */
public interface VectorIndex extends AutoCloseable {
    /**
     * An exact index over vectors in memory.
     *
     * @param version version of the model that gave them
     * @param vectors of all items, the unknown one included; stay the caller's, to be closed after the index
     */
    static VectorIndex inMemory(String version, ItemVectors vectors) {
        return new MemoryIndex(version, vectors);
    }

    /** The version of the model whose vectors these are. */
    String version();

    /** Number of items, the unknown one included: indices are 0 to {@code size() - 1}. */
    int size();

    /** Length of a vector. */
    int dim();

    /**
     * The best items; fewer than {@code k} where the filter accepts fewer.
     *
     * @throws IllegalArgumentException when vectors of the query have another length than {@link #dim()}
     */
    default ScoredItems search(QueryVectors query, int k, ItemFilter filter) {
        return search(List.of(new VectorSearch(query, k, filter))).get(0);
    }

    /**
     * Several searches at once, which an exact index does in one pass over its vectors.
     *
     * @return the best items of each search, in order
     * @throws IllegalArgumentException when vectors of a query have another length than {@link #dim()}
     */
    List<ScoredItems> search(List<VectorSearch> searches);

    /** Whether several searches at once cost less than one after the other. */
    default boolean sharesPasses() {
        return true;
    }

    /**
     * The vector of an item.
     *
     * @param item 0 to {@code size() - 1}
     */
    QueryVectors vector(int item);

    @Override
    void close();
}
