package org.campanile.core.embedding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Rows on the Java heap. A chunk is made, with the initial values of its rows, when one of them is first asked for. */
final class HeapRows implements RowStorage {
    /*
     * Half a MiB: the garbage collector (G1) rounds an object of more than half a region up to whole regions, which would
     * waste up to half of it, and no region is below 1 MiB. Also, the first touch of a row waits for its chunk.
     */
    static final int MAX_CHUNK_ELEMENTS = (1 << 17) - 16;

    private static final int CACHE_LINE_ELEMENTS = 64 / Float.BYTES;

    private static final VarHandle CHUNK = MethodHandles.arrayElementVarHandle(float[][].class);

    private final String table;
    private final ChunkLayout layout;
    private final InitialValues initial;
    private final float[] @Nullable [] chunks;
    private volatile boolean closed;

    HeapRows(String table, ChunkLayout layout, InitialValues initial) {
        this.table = table;
        this.layout = layout;
        this.initial = initial;
        this.chunks = new float[layout.chunks()][];
    }

    @Override
    public int recordSize() {
        return layout.recordSize();
    }

    @Override
    public float[] weights(int row, float[] scratch) {
        return array(row);
    }

    @Override
    public float[] record(int row, float[] scratch) {
        return array(row);
    }

    @Override
    public int offset(int row) {
        return layout.offset(row);
    }

    @Override
    public void store(int row, float[] array) {}

    @Override
    public void touch(int row) {
        array(row);
    }

    @Override
    public float fetch(int row) {
        float[] array = array(row);
        int first = offset(row);
        int last = first + recordSize() - 1;
        float sum = array[last];
        for (int i = first; i < last; i += CACHE_LINE_ELEMENTS) {
            sum += array[i];
        }
        return sum;
    }

    @Override
    public void read(int row, float[] out, int at) {
        System.arraycopy(array(row), offset(row), out, at, recordSize());
    }

    @Override
    public void write(int row, float[] values, int from) {
        System.arraycopy(values, from, array(row), offset(row), recordSize());
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            CHUNK.setRelease(chunks, chunk, (float[]) null);
        }
    }

    private float[] array(int row) {
        float[] array = present(layout.chunk(row));
        return array != null ? array : create(layout.chunk(row));
    }

    /* Acquire and release: whoever sees the array sees what was written to it before it was published. */
    private float @Nullable [] present(int chunk) {
        return (float[]) CHUNK.getAcquire(chunks, chunk);
    }

    private synchronized float[] create(int chunk) {
        if (closed) {
            throw new IllegalStateException("table " + table + " is closed");
        }
        float[] made = present(chunk);
        if (made == null) {
            made = new float[layout.rowsIn(chunk) * recordSize()];
            for (int row = 0; row < layout.rowsIn(chunk); row++) {
                initial.write(layout.firstRow(chunk) + row, made, row * recordSize());
            }
            CHUNK.setRelease(chunks, chunk, made);
        }
        return made;
    }
}
