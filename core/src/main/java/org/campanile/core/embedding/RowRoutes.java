package org.campanile.core.embedding;

import java.util.Arrays;

/**
 * The distinct rows of a step of several tables in the order of their owners, within an owner's part in that of the tables,
 * and of a table in that of their numbers: what an all-to-all sends. Allocates only to grow. Owned by one thread at a time.
 *
 * <pre>
 * rows     [7, 2, 4, 5]       of one table with 3 numbers a row, by number; two owners, r mod 2
 * ofOwner  [1, 2, 3, 2]       r / 2, the rows of rank 0 first
 * counts   [2, 2]             by owner
 * places   [6, 0, 3, 9]       by number: where the row's numbers begin
 * </pre>
 */
final class RowRoutes {
    private final RowShard shard;
    private final int[] dims;
    private final ExchangeParts parts;
    private final int[] next;
    private final int[][] places;
    private int[] ofOwner = {};

    /** @param dims numbers of a row, by table */
    RowRoutes(RowShard shard, int[] dims) {
        this.shard = shard;
        this.dims = dims;
        this.parts = new ExchangeParts(shard.size(), dims);
        this.next = new int[parts.counts().length];
        this.places = new int[dims.length][0];
    }

    /** Finds the ways of a step's rows, by table. */
    void find(TableStep[] steps) {
        Arrays.fill(parts.counts(), 0);
        for (int table = 0; table < dims.length; table++) {
            count(steps[table], table);
        }
        parts.place();
        if (parts.rows() > ofOwner.length) {
            ofOwner = new int[Math.max(parts.rows(), 2 * ofOwner.length)];
        }
        Arrays.fill(next, 0);
        for (int table = 0; table < dims.length; table++) {
            order(steps[table], table);
        }
    }

    private void count(TableStep step, int table) {
        for (int number = 0; number < step.distinctRows(); number++) {
            parts.counts()[parts.part(shard.owner(step.row(number)), table)]++;
        }
    }

    private void order(TableStep step, int table) {
        int rows = step.distinctRows();
        if (rows > places[table].length) {
            places[table] = new int[Math.max(rows, 2 * places[table].length)];
        }
        for (int number = 0; number < rows; number++) {
            int row = step.row(number);
            int owner = shard.owner(row);
            int place = next[parts.part(owner, table)]++;
            ofOwner[parts.firstRow(owner, table) + place] = shard.place(row);
            places[table][number] = parts.firstNumber(owner, table) + place * dims[table];
        }
    }

    /** The parts by owner. */
    ExchangeParts parts() {
        return parts;
    }

    /** By number, where the numbers of a row of a table begin in the order of owners. */
    int[] places(int table) {
        return places[table];
    }

    /** The rows' places in their owners' shards, in the order of owners. */
    int[] ofOwner() {
        return ofOwner;
    }
}
