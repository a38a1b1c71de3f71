package org.campanile.core.embedding;

import java.util.Arrays;

/**
 * Numbers the distinct rows of a step 0, 1, 2 ... in the order of their first appearance: a hash table with linear
 * probing. Its memory follows the largest step, not the table's rows; it allocates only to grow.
 */
final class RowNumbers {
    private static final int INITIAL_CAPACITY = 64;
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /*
     * A slot holds a row in its upper half and its number plus base in its lower one, so that one load finds both. What
     * is below base belongs to an earlier step: clearing takes an addition. There are at least twice as many slots as
     * rows.
     */
    private long[] slots = new long[2 * INITIAL_CAPACITY];
    private int[] rows = new int[INITIAL_CAPACITY];
    private int base;
    private int count;

    RowNumbers() {
        this(1);
    }

    /** @param base where stamps begin; at least 1 */
    RowNumbers(int base) {
        this.base = base;
    }

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
        int at = slotOf(row);
        int number = (int) slots[at] - base;
        return number < 0 ? add(row, at) : number;
    }

    /** The number of a row, or -1 of one not seen. */
    int find(int row) {
        return Math.max(-1, (int) slots[slotOf(row)] - base);
    }

    /** The slot of a row, or the free one that it would take. */
    private int slotOf(int row) {
        long[] table = slots;
        int mask = table.length - 1;
        int at = home(row, mask);
        while (true) {
            long slot = table[at];
            if ((int) slot < base || (int) (slot >>> Integer.SIZE) == row) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    void clear() {
        base += count;
        count = 0;
    }

    private int add(int row, int freeSlot) {
        int at = freeSlot;
        if (count == rows.length || base + count == Integer.MAX_VALUE) {
            rebuild();
            at = slotOf(row);
        }
        rows[count] = row;
        slots[at] = slot(row, base + count);
        return count++;
    }

    private void rebuild() {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
            slots = new long[4 * count];
        } else {
            Arrays.fill(slots, 0);
        }
        base = 1;
        for (int number = 0; number < count; number++) {
            slots[slotOf(rows[number])] = slot(rows[number], base + number);
        }
    }

    private static int home(int row, int mask) {
        return (row * GOLDEN_RATIO) >>> Integer.numberOfLeadingZeros(mask);
    }

    private static long slot(int row, int stamp) {
        return (long) row << Integer.SIZE | stamp;
    }
}
