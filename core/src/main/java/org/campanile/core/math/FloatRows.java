package org.campanile.core.math;

/**
 * A row-major single-precision matrix {@code [rows, columns]}, on the Java heap or off it: what moves vectors in and out
 * need not know which. Written by several threads at a time only where they write different rows.
 */
public sealed interface FloatRows permits FloatMatrix, HeapMatrix {
    int rows();

    int columns();

    /**
     * Copies {@code length} numbers, from {@code (row, column)} on in row-major order, to {@code out[at]} on.
     *
     * @throws IndexOutOfBoundsException when either range does not lie within its bounds
     */
    void read(int row, int column, float[] out, int at, int length);

    /** Replaces {@code length} numbers, from {@code (row, column)} on in row-major order, by {@code values[from]} on. */
    void write(int row, int column, float[] values, int from, int length);
}
