package org.campanile.core.math;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.campanile.core.Check;

/**
 * A row-major matrix {@code [rows, columns]} in memory that a file is mapped to: an operand that is only read. The memory is
 * given back when the garbage collector finds that neither the matrix nor the mapping is in use.
 *
 * <p>Immutable; safe for use by any number of threads.
 */
public final class MappedMatrix implements NativeMatrix {
    private final FloatBuffer memory;
    private final FloatPointer pointer;
    private final int rows;
    private final int columns;

    /** @param memory direct, of the machine's byte order, from its first to its last number */
    public MappedMatrix(FloatBuffer memory, int rows, int columns) {
        Check.that(
                memory.isDirect() && memory.order() == ByteOrder.nativeOrder(),
                "the memory is not direct or not of the order %s",
                ByteOrder.nativeOrder());
        Check.that(
                memory.capacity() == (long) rows * columns,
                "%d numbers are no matrix of %d x %d",
                memory.capacity(),
                rows,
                columns);
        this.memory = memory;
        this.pointer = new FloatPointer(memory);
        this.rows = rows;
        this.columns = columns;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public FloatPointer pointer() {
        return pointer;
    }

    /** Reads a row into {@code out[at]} on. */
    public void read(int row, float[] out, int at) {
        memory.get(row * columns, out, at, columns);
    }
}
