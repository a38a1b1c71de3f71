package org.campanile.core.math;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * A row-major single-precision matrix {@code [rows, columns]} outside the Java heap, where BLAS reads and writes it
 * without a copy.
 *
 * <p>Mutable; written by one thread at a time. Memory is zero at first and is given back by {@link #close()}; from then
 * on every access through the matrix or a view of it throws {@link IllegalStateException}. A buffer or pointer obtained
 * before must not be used any more.
 */
public final class FloatMatrix implements NativeMatrix, FloatRows, AutoCloseable {
    private static final int FILL_BLOCK = 4096;
    private static final long MEBIBYTE = 1L << 20;

    private final FloatMatrix owner;
    private final int rows;
    private final int columns;
    private final FloatPointer pointer;
    private final FloatBuffer buffer;
    private boolean closed;

    /**
     * @throws IllegalArgumentException when a side is below 1 or the matrix exceeds 2^31 - 1 elements
     * @throws CampanileException       when the memory cannot be had
     */
    public FloatMatrix(int rows, int columns) {
        Check.positive(rows, "rows");
        Check.positive(columns, "columns");
        long elements = (long) rows * columns;
        Check.that(elements <= Integer.MAX_VALUE, "a matrix of %d x %d exceeds 2^31 - 1 elements", rows, columns);
        this.owner = this;
        this.rows = rows;
        this.columns = columns;
        this.pointer = allocate(rows, columns);
        this.buffer = pointer.asBuffer();
        pointer.zero();
    }

    private FloatMatrix(FloatMatrix parent, int firstElement, int rows, int columns) {
        this.owner = parent.owner;
        this.rows = rows;
        this.columns = columns;
        this.pointer = new MovablePointer().moveTo(parent.pointer, firstElement);
        this.buffer = parent.buffer.slice(firstElement, rows * columns);
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /** The elements; element {@code (r, c)} is at {@code r * columns() + c}. Use absolute access only. */
    public FloatBuffer buffer() {
        checkOpen();
        return buffer;
    }

    @Override
    public FloatPointer pointer() {
        checkOpen();
        return pointer;
    }

    @Override
    public void read(int row, int column, float[] out, int at, int length) {
        buffer().get(row * columns + column, out, at, length);
    }

    @Override
    public void write(int row, int column, float[] values, int from, int length) {
        buffer().put(row * columns + column, values, from, length);
    }

    public float get(int row, int column) {
        return buffer().get(row * columns + column);
    }

    public void set(int row, int column, float value) {
        buffer().put(row * columns + column, value);
    }

    /**
     * A view {@code [count, columns()]} of the rows from {@code firstRow} on: writes go both ways, and closing it does
     * nothing. It stays valid until this matrix is closed, and costs three small objects.
     */
    public FloatMatrix rowRange(int firstRow, int count) {
        checkOpen();
        Check.that(
                firstRow >= 0 && count >= 1 && count <= rows - firstRow,
                "rows %d to %d are not within a matrix of %d rows",
                firstRow,
                firstRow + count - 1L,
                rows);
        return new FloatMatrix(this, firstRow * columns, count, columns);
    }

    /**
     * A view of the same elements, in the same order, in rows of another length: {@code [r * f, c]} where this is
     * {@code [r, f * c]}. As for {@link #rowRange}, writes go both ways, and closing it does nothing.
     */
    public FloatMatrix reshape(int newRows, int newColumns) {
        checkOpen();
        Check.that(
                newRows >= 1 && newColumns >= 1 && (long) newRows * newColumns == (long) rows * columns,
                "a matrix of %d x %d cannot be seen as %d x %d",
                rows,
                columns,
                newRows,
                newColumns);
        return new FloatMatrix(this, 0, newRows, newColumns);
    }

    /** Sets every element. */
    public void fill(float value) {
        FloatBuffer elements = buffer();
        elements.put(0, value);
        int filled = 1;
        while (filled < elements.capacity()) {
            int length = Math.min(Math.min(filled, FILL_BLOCK), elements.capacity() - filled);
            elements.put(filled, elements, 0, length);
            filled += length;
        }
    }

    /** Gives the memory back. Closing again, or closing a view, does nothing. */
    @Override
    public void close() {
        if (owner == this && !closed) {
            closed = true;
            pointer.deallocate();
        }
    }

    private static FloatPointer allocate(int rows, int columns) {
        long elements = (long) rows * columns;
        try {
            return new FloatPointer(elements);
        } catch (OutOfMemoryError exhausted) {
            throw new CampanileException(
                    String.format(
                            "A matrix of %d x %d needs %d MiB outside the Java heap, where %d of %d MiB are in use:"
                                    + " take a smaller batch, or start the JVM with a larger"
                                    + " -Dorg.bytedeco.javacpp.maxbytes.",
                            rows,
                            columns,
                            elements * Float.BYTES / MEBIBYTE,
                            Pointer.totalBytes() / MEBIBYTE,
                            Pointer.maxBytes() / MEBIBYTE),
                    exhausted);
        }
    }

    private void checkOpen() {
        if (owner.closed) {
            throw new IllegalStateException("the matrix of " + rows + " x " + columns + " is closed");
        }
    }
}
