package org.campanile.core.batch;

import java.util.Arrays;
import org.campanile.core.Check;

/**
 * Zero or more ids per row, stored end to end: row {@code r} holds {@code values[offsets[r]]} to
 * {@code values[offsets[r + 1] - 1]}. Each id may have a weight.
 *
 * <pre>
 * rows      [[7, 2], [], [5]]
 * values    [7, 2, 5]
 * weights   [1, 0.5, 2]       or none
 * offsets   [0, 2, 2, 3]
 * </pre>
 *
 * <p>Either all rows have weights or none: the first row says which. Mutable and reused from batch to batch; owned by one
 * thread at a time.
 */
public final class JaggedIds {
    private static final float[] NO_WEIGHTS = {};

    private int[] offsets = new int[16];
    private int[] values = new int[16];
    private float[] weights = NO_WEIGHTS;
    private boolean weighted;
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

    /** Whether the ids have weights. */
    public boolean isWeighted() {
        return weighted;
    }

    /** The ids' weights, when they have any; only the first {@link #count()} are valid. Read only. */
    public float[] weights() {
        return weights;
    }

    /** Removes all rows. */
    public void clear() {
        rows = 0;
        offsets[0] = 0;
        weighted = false;
    }

    /** Appends a row of {@code length} ids without weights, taken from {@code source[from]} on. */
    public void addRow(int[] source, int from, int length) {
        reserve(1, length, false);
        System.arraycopy(source, from, values, offsets[rows], length);
        rows++;
        offsets[rows] = offsets[rows - 1] + length;
    }

    /** Appends a row of {@code length} ids and their weights, taken from {@code source[from]} and the same places. */
    public void addRow(int[] source, float[] sourceWeights, int from, int length) {
        reserve(1, length, true);
        System.arraycopy(source, from, values, offsets[rows], length);
        System.arraycopy(sourceWeights, from, weights, offsets[rows], length);
        rows++;
        offsets[rows] = offsets[rows - 1] + length;
    }

    /** Appends one row of other jagged ids. */
    public void addRow(JaggedIds source, int row) {
        int first = source.offsets[row];
        int length = source.offsets[row + 1] - first;
        if (source.weighted) {
            addRow(source.values, source.weights, first, length);
        } else {
            addRow(source.values, first, length);
        }
    }

    /** Appends {@code count} consecutive rows of other jagged ids, from row {@code from} on. */
    public void addRows(JaggedIds source, int from, int count) {
        Check.that(
                from >= 0 && count >= 0 && from + count <= source.rows,
                "rows [%d, %d) are not in [0, %d)",
                from,
                from + count,
                source.rows);
        if (count == 0) {
            return;
        }
        int first = source.offsets[from];
        int length = source.offsets[from + count] - first;
        reserve(count, length, source.weighted);
        int shift = offsets[rows] - first;
        System.arraycopy(source.values, first, values, offsets[rows], length);
        if (weighted) {
            System.arraycopy(source.weights, first, weights, offsets[rows], length);
        }
        for (int row = 1; row <= count; row++) {
            offsets[rows + row] = source.offsets[from + row] + shift;
        }
        rows += count;
    }

    private void reserve(int moreRows, int moreIds, boolean withWeights) {
        if (moreIds < 0) {
            throw new IllegalArgumentException("length must be at least 0, but is " + moreIds);
        }
        if (rows == 0) {
            weighted = withWeights;
        }
        if (weighted != withWeights) {
            throw new IllegalArgumentException("rows with weights and rows without cannot be mixed");
        }
        int length = capacity(values.length, offsets[rows] + moreIds);
        if (length > values.length) {
            values = Arrays.copyOf(values, length);
        }
        if (weighted && weights.length < values.length) {
            weights = Arrays.copyOf(weights, values.length);
        }
        if (rows + moreRows >= offsets.length) {
            offsets = Arrays.copyOf(offsets, capacity(offsets.length, rows + moreRows + 1));
        }
    }

    private static int capacity(int present, int needed) {
        if (needed < 0) {
            throw new IllegalArgumentException("a batch holds at most " + Integer.MAX_VALUE + " ids of one feature");
        }
        return needed <= present ? present : (int) Math.min(Math.max(needed, present * 2L), Integer.MAX_VALUE - 8);
    }
}
