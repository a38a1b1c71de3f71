package org.campanile.core.math;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.campanile.core.Check;

/**
 * A row-major single-precision matrix {@code [rows, columns]} outside the Java heap, where BLAS reads and writes it
 * without a copy.
 *
 * <p>Mutable; owned by one thread at a time. Memory is zero at first and is given back by {@link #close()}.
 */
public final class FloatMatrix implements AutoCloseable {
    private final int rows;
    private final int columns;
    private final FloatPointer pointer;
    private final FloatBuffer buffer;

    /** @throws IllegalArgumentException when a side is below 1 or the matrix exceeds 2^31 - 1 elements */
    public FloatMatrix(int rows, int columns) {
        Check.positive(rows, "rows");
        Check.positive(columns, "columns");
        long elements = (long) rows * columns;
        Check.that(elements <= Integer.MAX_VALUE, "a matrix of %d x %d exceeds 2^31 - 1 elements", rows, columns);
        this.rows = rows;
        this.columns = columns;
        this.pointer = new FloatPointer(elements);
        this.buffer = pointer.asBuffer();
        fill(0f);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** The elements; element {@code (r, c)} is at {@code r * columns() + c}. Use absolute access only. */
    public FloatBuffer buffer() {
        return buffer;
    }

    /** The memory itself, for BLAS and for views by ND4J; never released by the caller. */
    public FloatPointer pointer() {
        return pointer;
    }

    public float get(int row, int column) {
        return buffer.get(row * columns + column);
    }

    public void set(int row, int column, float value) {
        buffer.put(row * columns + column, value);
    }

    /** Sets every element. */
    public void fill(float value) {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, value);
        }
    }

    @Override
    public void close() {
        pointer.close();
    }
}
