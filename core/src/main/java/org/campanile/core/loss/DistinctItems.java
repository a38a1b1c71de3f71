package org.campanile.core.loss;

import java.util.Arrays;
import org.campanile.core.math.CounterRandom;

/**
 * The distinct items of a list, in the order of their first coming, and how many times each comes.
 *
 * <pre>
 * list   7  3  7  7  5
 * item   7  3  5
 * times  3  1  1
 * </pre>
 *
 * <p>Grows to the longest list, and then allocates nothing. Filled by one thread, then read by any number of them.
 */
final class DistinctItems {
    /** In place of a place: there is none. */
    static final int NONE = -1;

    private static final int SMALLEST_TABLE = 16;

    /* A table of open addressing whose slots hold places. */
    private int[] table = new int[0];
    private int[] items = new int[0];
    private int[] times = new int[0];
    private int mask;
    private int count;

    /** Begins a list of at most so many items. */
    void begin(int most) {
        int slots = Math.max(SMALLEST_TABLE, Integer.highestOneBit(Math.max(1, most)) * 4);
        if (table.length < slots) {
            table = new int[slots];
        }
        if (items.length < most) {
            items = new int[most];
            times = new int[most];
        }
        mask = slots - 1;
        Arrays.fill(table, 0, slots, NONE);
        count = 0;
    }

    /** Takes in the next item of the list; returns its place among the distinct ones. */
    int add(int item) {
        int slot = slot(item);
        int place = table[slot];
        if (place == NONE) {
            place = count++;
            table[slot] = place;
            items[place] = item;
            times[place] = 0;
        }
        times[place]++;
        return place;
    }

    /** The place of an item, or {@link #NONE}. */
    int place(int item) {
        return count == 0 ? NONE : table[slot(item)];
    }

    /** Number of distinct items. */
    int count() {
        return count;
    }

    /** The items, {@code [>= count()]}. */
    int[] items() {
        return items;
    }

    /** How many times each comes, {@code [>= count()]}. */
    int[] times() {
        return times;
    }

    /** The slot of the item, or the free one where it belongs. At most half of the slots are taken, so there is one. */
    private int slot(int item) {
        int slot = (int) CounterRandom.hash(0, item) & mask;
        while (table[slot] != NONE && items[table[slot]] != item) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
