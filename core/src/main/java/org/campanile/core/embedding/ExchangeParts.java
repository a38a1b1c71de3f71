package org.campanile.core.embedding;

import java.util.Arrays;
import org.campanile.core.CampanileException;

/**
 * Where the rows of several tables stand in an exchange with all workers: those of one rank after the other, and of a rank
 * those of one table after the other. So everything for a rank is one message, whatever the number of tables.
 *
 * <pre>
 * counts         [2, 1, 0, 3]      by rank and table; two ranks, two tables
 * firstRow       [0, 2, 3, 3]      by rank and table, in rows
 * rowOffsets     [0, 3, 6]         by rank
 * firstNumber    [0, 10, 14, 14]   by rank and table, in numbers, of tables with 5 and 4 numbers a row
 * numberOffsets  [0, 14, 26]       by rank
 * </pre>
 *
 * <p>Whoever fills the counts calls {@link #place} afterwards. Owned by one thread at a time.
 */
final class ExchangeParts {
    /** An array of 1 GiB. */
    private static final long MAX_NUMBERS = 1L << 28;

    private final int[] dims;
    private final int[] counts;
    private final int[] firstRow;
    private final int[] firstNumber;
    private final int[] countOffsets;
    private final int[] rowOffsets;
    private final int[] numberOffsets;

    /** @param dims numbers of a row, by table */
    ExchangeParts(int ranks, int[] dims) {
        this.dims = dims;
        this.counts = new int[ranks * dims.length];
        this.firstRow = new int[counts.length];
        this.firstNumber = new int[counts.length];
        this.countOffsets = new int[ranks + 1];
        this.rowOffsets = new int[ranks + 1];
        this.numberOffsets = new int[ranks + 1];
        Arrays.setAll(countOffsets, rank -> rank * dims.length);
    }

    int ranks() {
        return numberOffsets.length - 1;
    }

    int part(int rank, int table) {
        return rank * dims.length + table;
    }

    /** Rows of each part, {@code [ranks * tables]}; to be filled. */
    int[] counts() {
        return counts;
    }

    /**
     * Finds the places of parts with these counts.
     *
     * @throws CampanileException when they have more than 2^28 numbers, which are 1 GiB
     */
    void place() {
        long rows = 0;
        long numbers = 0;
        for (int rank = 0; rank < ranks(); rank++) {
            for (int table = 0; table < dims.length; table++) {
                int part = part(rank, table);
                firstRow[part] = (int) rows;
                firstNumber[part] = (int) numbers;
                rows += counts[part];
                numbers += (long) counts[part] * dims[table];
            }
            if (numbers > MAX_NUMBERS) {
                throw new CampanileException("A step has " + numbers
                        + " or more numbers of sharded tables to exchange with the other workers, but at most "
                        + MAX_NUMBERS + " fit: choose a smaller training.batch-size.");
            }
            rowOffsets[rank + 1] = (int) rows;
            numberOffsets[rank + 1] = (int) numbers;
        }
    }

    int count(int rank, int table) {
        return counts[part(rank, table)];
    }

    /** Where a part begins among the rows of all. */
    int firstRow(int rank, int table) {
        return firstRow[part(rank, table)];
    }

    /** Where a part begins among the numbers of all. */
    int firstNumber(int rank, int table) {
        return firstNumber[part(rank, table)];
    }

    /** Where each rank's counts begin, {@code [ranks + 1]}. */
    int[] countOffsets() {
        return countOffsets;
    }

    /** Where each rank's rows begin, {@code [ranks + 1]}. */
    int[] rowOffsets() {
        return rowOffsets;
    }

    /** Where each rank's numbers begin, {@code [ranks + 1]}. */
    int[] numberOffsets() {
        return numberOffsets;
    }

    /** Rows of all parts. */
    int rows() {
        return rowOffsets[ranks()];
    }

    /** Numbers of all parts. */
    int numbers() {
        return numberOffsets[ranks()];
    }

    /** Rows of a table in the parts of all ranks. */
    int rowsOf(int table) {
        int rows = 0;
        for (int rank = 0; rank < ranks(); rank++) {
            rows += count(rank, table);
        }
        return rows;
    }
}
