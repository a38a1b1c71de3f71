package org.campanile.core.metric;

import java.io.Serializable;
import org.campanile.core.Check;

/**
 * How often each item stands in the first {@code k} places of the recommendation lists. Takes 4 bytes per item.
 *
 * <p>Accumulators of disjoint sets of users are merged into one. Mutable; used by one thread at a time.
 */
public final class ItemExposure implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int k;
    private final int[] counts;

    /**
     * @param items number of items, the unknown one included
     * @param k     places that count, at least 1
     */
    public ItemExposure(int items, int k) {
        this.counts = new int[Check.positive(items, "items")];
        this.k = Check.positive(k, "k");
    }

    /** Adds a user's list, best first; longer ones count down to place {@code k}. */
    public void add(int[] list) {
        for (int place = 0; place < Math.min(k, list.length); place++) {
            counts[list[place]]++;
        }
    }

    /** Adds the lists of another accumulator of the same items and places. */
    public void merge(ItemExposure other) {
        Check.that(
                k == other.k && counts.length == other.counts.length,
                "the first %d places of %d items do not fit the first %d of %d",
                k,
                counts.length,
                other.k,
                other.counts.length);
        for (int item = 0; item < counts.length; item++) {
            counts[item] += other.counts[item];
        }
    }

    /** Places that count. */
    public int k() {
        return k;
    }

    /** Recommendations of each item, by index. Read only. */
    public int[] counts() {
        return counts;
    }
}
