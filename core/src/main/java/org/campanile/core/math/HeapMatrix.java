package org.campanile.core.math;

import org.campanile.core.Check;

/**
 * A row-major matrix {@code [rows, columns]} in one Java array, for numbers that only Java code touches: there it is
 * about twice as fast as memory outside the heap. Grows, and then forgets what it held.
 */
public final class HeapMatrix implements FloatRows {
    /** One GiB. */
    private static final int MAX_ELEMENTS = 1 << 28;

    private final int columns;
    private int rows;
    private float[] elements = new float[0];

    /** A matrix without rows. */
    public HeapMatrix(int columns) {
        this.columns = Check.positive(columns, "columns");
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /**
     * Makes room for at least so many rows. When there was less, the elements become zeros and {@link #elements()} another
     * array.
     *
     * @throws IllegalArgumentException when that exceeds 2^28 elements, which are 1 GiB
     */
    public void ensureRows(int count) {
        if (count > rows) {
            long length = (long) Check.positive(count, "rows") * columns;
            Check.that(length <= MAX_ELEMENTS, "a matrix of %d x %d exceeds 2^28 elements", count, columns);
            elements = new float[(int) length];
            rows = count;
        }
    }

    /** The elements; {@code (r, c)} is at {@code r * columns() + c}. */
    public float[] elements() {
        return elements;
    }

    @Override
    public void read(int row, int column, float[] out, int at, int length) {
        System.arraycopy(elements, row * columns + column, out, at, length);
    }

    @Override
    public void write(int row, int column, float[] values, int from, int length) {
        System.arraycopy(values, from, elements, row * columns + column, length);
    }
}
