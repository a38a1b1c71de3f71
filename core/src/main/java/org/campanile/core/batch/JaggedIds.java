package org.campanile.core.batch;

import java.util.Arrays;
import org.campanile.core.Check;

/**
 * Zero or more ids per row, stored end to end: row {@code r} holds {@code values[offsets[r]]} to
 * {@code values[offsets[r + 1] - 1]}.
 *
 * <pre>
 * rows      [[7, 2], [], [5]]
 * values    [7, 2, 5]
 * offsets   [0, 2, 2, 3]
 * </pre>
 *
 * <p>Mutable and reused from batch to batch; owned by one thread at a time.
 */
public final class JaggedIds {
    private int[] offsets = new int[16];
    private int[] values = new int[16];
    private int rows;

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of ids in all rows. */
    public int count() {
        return offsets[rows];
    }

    /** Position in {@link #values()} of the first id of a row; {@code start(rows())} is {@link #count()}. */
    public int start(int row) {
        return offsets[row];
    }

    /** The ids; only the first {@link #count()} are valid. Read only. */
    public int[] values() {
        return values;
    }

    /** Removes all rows. */
    public void clear() {
        rows = 0;
        offsets[0] = 0;
    }

    /** Appends a row of {@code length} ids taken from {@code source[from]} on. */
    public void addRow(int[] source, int from, int length) {
        Check.notNegative(length, "length");
        int start = offsets[rows];
        reserve(1, length);
        System.arraycopy(source, from, values, start, length);
        rows++;
        offsets[rows] = start + length;
    }

    /** Appends {@code count} consecutive rows of other jagged ids, from row {@code from} on. */
    public void addRows(JaggedIds source, int from, int count) {
        Check.that(
                from >= 0 && count >= 0 && from + count <= source.rows,
                "rows [%d, %d) are not in [0, %d)",
                from,
                from + count,
                source.rows);
        int first = source.offsets[from];
        int length = source.offsets[from + count] - first;
        reserve(count, length);
        int shift = offsets[rows] - first;
        System.arraycopy(source.values, first, values, offsets[rows], length);
        for (int row = 1; row <= count; row++) {
            offsets[rows + row] = source.offsets[from + row] + shift;
        }
        rows += count;
    }

    /** Appends one row of other jagged ids; unchecked, for loops over the rows of a batch. */
    void addRow(JaggedIds source, int row) {
        int first = source.offsets[row];
        int length = source.offsets[row + 1] - first;
        int start = offsets[rows];
        reserve(1, length);
        System.arraycopy(source.values, first, values, start, length);
        rows++;
        offsets[rows] = start + length;
    }

    private void reserve(int moreRows, int moreIds) {
        values = atLeast(values, offsets[rows] + moreIds);
        offsets = atLeast(offsets, rows + moreRows + 1);
    }

    private static int[] atLeast(int[] array, int length) {
        Check.that(length >= 0, "a batch holds at most %d ids of one feature", Integer.MAX_VALUE);
        return length <= array.length
                ? array
                : Arrays.copyOf(array, (int) Math.min(Math.max(length, array.length * 2L), Integer.MAX_VALUE - 8));
    }
}
