package org.campanile.core.embedding;

import java.util.Arrays;

/**
 * A step's distinct rows in the order of their owners, and within an owner's part in that of their numbers: what an
 * all-to-all sends. Allocates only to grow. Owned by the training thread.
 *
 * <pre>
 * rows     [7, 2, 4, 5]       by number; two owners, r mod 2
 * places   [2, 0, 1, 3]       by number: the rows of rank 0 come first
 * ofOwner  [1, 2, 3, 2]       by place: r / 2
 * offsets  [0, 2, 4]          by rank: where an owner's part begins
 * </pre>
 */
final class RowRoutes {
    private final RowShard shard;
    private final int[] offsets;
    private final int[] counts;
    private final int[] next;
    private int[] places = {};
    private int[] ofOwner = {};

    RowRoutes(RowShard shard) {
        this.shard = shard;
        this.offsets = new int[shard.size() + 1];
        this.counts = new int[shard.size()];
        this.next = new int[shard.size()];
    }

    /** Finds the ways of a step's rows. */
    void find(TableStep step) {
        int rows = step.distinctRows();
        ensureCapacity(rows);
        Arrays.fill(counts, 0);
        for (int number = 0; number < rows; number++) {
            counts[shard.owner(step.row(number))]++;
        }
        sum(counts, offsets);
        System.arraycopy(offsets, 0, next, 0, next.length);
        for (int number = 0; number < rows; number++) {
            int row = step.row(number);
            int place = next[shard.owner(row)]++;
            places[number] = place;
            ofOwner[place] = shard.place(row);
        }
    }

    private void ensureCapacity(int rows) {
        if (rows > places.length) {
            int capacity = Math.max(rows, 2 * places.length);
            places = new int[capacity];
            ofOwner = new int[capacity];
        }
    }

    /** Writes {@code offsets[k]}, the sum of the counts before k, for k in {@code [0, n]}. */
    static void sum(int[] counts, int[] offsets) {
        for (int k = 0; k < counts.length; k++) {
            offsets[k + 1] = offsets[k] + counts[k];
        }
    }

    /** Rows by owner. */
    int[] counts() {
        return counts;
    }

    /** Where each owner's part begins, {@code [n + 1]}. */
    int[] offsets() {
        return offsets;
    }

    /** By number, where a row stands in the order of owners. */
    int[] places() {
        return places;
    }

    /** By place, the row's place in its owner's shard. */
    int[] ofOwner() {
        return ofOwner;
    }
}
