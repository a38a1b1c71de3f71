package org.campanile.core.embedding;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Rows of a file in the memory of the process, read page by page as they are asked for, and never changed. */
final class MappedRows implements RowStorage {
    /** One GiB. */
    static final int MAX_CHUNK_ELEMENTS = 1 << 28;

    private final String table;
    private final ChunkLayout layout;
    private volatile FloatBuffer @Nullable [] chunks;

    /** @param chunks as divided by the layout */
    MappedRows(String table, ChunkLayout layout, FloatBuffer[] chunks) {
        this.table = table;
        this.layout = layout;
        this.chunks = chunks.clone();
    }

    @Override
    public int recordSize() {
        return layout.recordSize();
    }

    @Override
    public float[] weights(int row, float[] scratch) {
        read(row, scratch, 0);
        return scratch;
    }

    @Override
    public float[] record(int row, float[] scratch) {
        throw readOnly();
    }

    @Override
    public int offset(int row) {
        return 0;
    }

    @Override
    public void store(int row, float[] array) {
        throw readOnly();
    }

    @Override
    public void touch(int row) {}

    @Override
    public float fetch(int row) {
        return 0f;
    }

    @Override
    public void read(int row, float[] out, int at) {
        FloatBuffer[] present = chunks;
        if (present == null) {
            throw new IllegalStateException("table " + table + " is closed");
        }
        present[layout.chunk(row)].get(layout.offset(row), out, at, recordSize());
    }

    @Override
    public void write(int row, float[] values, int from) {
        throw readOnly();
    }

    /* The memory is given back when the garbage collector finds the buffers. */
    @Override
    public void close() {
        chunks = null;
    }

    private UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("table " + table + " is read from a file and cannot be changed");
    }
}
