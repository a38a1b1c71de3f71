package org.campanile.core.loss;

import java.util.Arrays;
import org.campanile.core.math.CounterRandom;

/** Finds the places at which an item stands in a list. Grows to the longest list it was given, and then allocates nothing. */
final class ItemPositions {
    /** In place of a position: there is none. */
    static final int NONE = -1;

    private static final int SMALLEST_TABLE = 16;

    /*
     * A table of open addressing whose slots hold each item's last position, which stands for the item too; the others
     * are chained behind it.
     */
    private int[] table = new int[0];
    private int[] earlier = new int[0];
    private int[] items = new int[0];
    private int mask;

    /** Takes in the places {@code from} to {@code from + count - 1} of a list, which must not change while this is in use. */
    void index(int[] list, int from, int count) {
        items = list;
        if (earlier.length < from + count) {
            earlier = new int[from + count];
        }
        int slots = Math.max(SMALLEST_TABLE, Integer.highestOneBit(Math.max(1, count)) * 4);
        if (table.length < slots) {
            table = new int[slots];
        }
        mask = slots - 1;
        Arrays.fill(table, 0, slots, NONE);
        for (int position = from; position < from + count; position++) {
            int slot = slot(list[position]);
            earlier[position] = table[slot];
            table[slot] = position;
        }
    }

    /** The last position of an item, or {@link #NONE}. */
    int last(int item) {
        return table[slot(item)];
    }

    /** The position before this one that has the same item, or {@link #NONE}. */
    int before(int position) {
        return earlier[position];
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
