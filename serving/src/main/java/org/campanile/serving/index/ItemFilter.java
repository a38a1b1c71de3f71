package org.campanile.serving.index;

/** Which items a search may find. Called by the thread of the search, for many items: it should be cheap. */
@FunctionalInterface
public interface ItemFilter {
    /** Accepts every item. */
    ItemFilter ALL = item -> true;

    /**
     * Whether the item may be found.
     *
     * @param item index of an item, at least 1
     */
    boolean accepts(int item);
}
