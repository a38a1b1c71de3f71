package org.campanile.core.embedding;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Rows of a file in the memory of the process, read page by page as they are asked for. */
final class MappedRows extends ReadOnlyRows {
    /** One GiB. */
    static final int MAX_CHUNK_ELEMENTS = 1 << 28;

    private final ChunkLayout layout;
    private volatile FloatBuffer @Nullable [] chunks;

    /** @param chunks as divided by the layout */
    MappedRows(String table, ChunkLayout layout, FloatBuffer[] chunks) {
        super(table);
        this.layout = layout;
        this.chunks = chunks.clone();
    }

    @Override
    public int recordSize() {
        return layout.recordSize();
    }

    @Override
    public void read(int row, float[] out, int at) {
        FloatBuffer[] present = chunks;
        if (present == null) {
            throw new IllegalStateException("table " + table() + " is closed");
        }
        present[layout.chunk(row)].get(layout.offset(row), out, at, recordSize());
    }

    /* The memory is given back when the garbage collector finds the buffers. */
    @Override
    public void close() {
        chunks = null;
    }
}
