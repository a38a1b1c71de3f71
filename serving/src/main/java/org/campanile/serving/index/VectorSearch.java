package org.campanile.serving.index;

import org.campanile.core.Check;

/**
 * One search of an index.
 *
 * @param query  vectors of a user, of which the largest dot product with an item counts
 * @param k      most items to find, at least 1
 * @param filter which items may be found
 */
public record VectorSearch(QueryVectors query, int k, ItemFilter filter) {
    public VectorSearch {
        Check.positive(k, "k");
    }

    /** Of all items. */
    public VectorSearch(QueryVectors query, int k) {
        this(query, k, ItemFilter.ALL);
    }

    /** Whether an item may be found, which the unknown one never is. */
    boolean accepts(int item) {
        return item > 0 && filter.accepts(item);
    }
}
