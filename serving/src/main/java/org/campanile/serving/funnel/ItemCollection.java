package org.campanile.serving.funnel;

import java.util.BitSet;
import java.util.Collection;
import org.campanile.core.CampanileException;
import org.campanile.serving.model.ItemCatalogue;

/**
 * Which vectors of a version's index can be found: all of them at first. The index itself never changes.
 *
 * <p>Safe for use by several threads; a search sees the collection as it was when it began.
 */
public final class ItemCollection {
    private final ItemCatalogue items;
    private volatile BitSet present; // Never changed, but replaced.

    ItemCollection(ItemCatalogue items) {
        this.items = items;
        this.present = all();
    }

    /** Number of items that can be found. */
    public int count() {
        return snapshot().cardinality();
    }

    /** Inserts the vectors of all items of the version. */
    public synchronized void insertAll() {
        present = all();
    }

    /**
     * Inserts the vectors of some items; those that are there stay.
     *
     * @param ids original item ids
     * @throws CampanileException when the version has no such item; then none is inserted
     */
    public synchronized void insert(Collection<String> ids) {
        BitSet added = new BitSet();
        for (String id : ids) {
            int item = items.index(id);
            if (item == 0) {
                throw new CampanileException("Item \"" + id + "\" is not among the " + (items.size() - 1)
                        + " items of the version that is served: train and load a version that knows it.");
            }
            added.set(item);
        }
        added.or(present);
        present = added;
    }

    /** Removes all. */
    public synchronized void drop() {
        present = new BitSet();
    }

    /** The items that can be found now; not to be changed. */
    BitSet snapshot() {
        return present;
    }

    private BitSet all() {
        BitSet all = new BitSet(items.size());
        all.set(1, items.size());
        return all;
    }
}
