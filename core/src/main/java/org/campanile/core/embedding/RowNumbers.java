package org.campanile.core.embedding;

import java.util.Arrays;

/**
 * Numbers the distinct rows of a step 0, 1, 2 ... in the order of their first appearance: a hash table with linear
 * probing. Its memory follows the largest step, not the table's rows; it allocates only to grow.
 */
final class RowNumbers {
    private static final int INITIAL_CAPACITY = 64;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /* A slot holds the row's number plus 1, or 0. There are at least twice as many slots as rows. */
    private int[] slots = new int[2 * INITIAL_CAPACITY];
    private int[] rows = new int[INITIAL_CAPACITY];
    private int[] slotOfNumber = new int[INITIAL_CAPACITY];
    private int count;

    /** Number of distinct rows so far. */
    int count() {
        return count;
    }

    /** The row of a number below {@link #count()}. */
    int row(int number) {
        return rows[number];
    }

    /** The number of a row; a row not seen before gets {@link #count()}. */
    int numberOf(int row) {
        int slot = find(row);
        int found = slots[slot];
        return found != 0 ? found - 1 : add(row, slot);
    }

    void clear() {
        for (int number = 0; number < count; number++) {
            slots[slotOfNumber[number]] = 0;
        }
        count = 0;
    }

    private int add(int row, int freeSlot) {
        int slot = freeSlot;
        if (count == rows.length) {
            grow();
            slot = find(row);
        }
        rows[count] = row;
        slotOfNumber[count] = slot;
        slots[slot] = ++count;
        return count - 1;
    }

    /** The slot that holds the row, or the free one where it belongs. */
    private int find(int row) {
        int mask = slots.length - 1;
        int slot = (row * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(mask);
        while (slots[slot] != 0 && rows[slots[slot] - 1] != row) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        rows = Arrays.copyOf(rows, 2 * count);
        slotOfNumber = Arrays.copyOf(slotOfNumber, 2 * count);
        slots = new int[4 * count];
        for (int number = 0; number < count; number++) {
            int slot = find(rows[number]);
            slots[slot] = number + 1;
            slotOfNumber[number] = slot;
        }
    }
}
