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
        if (start + length > values.length) {
            values = Arrays.copyOf(values, Math.max(start + length, values.length * 2));
        }
        if (rows + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        System.arraycopy(source, from, values, start, length);
        rows++;
        offsets[rows] = start + length;
    }
}
