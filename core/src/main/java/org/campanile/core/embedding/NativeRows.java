package org.campanile.core.embedding;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLongArray;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/**
 * Rows outside the Java heap, in blocks of up to 1 GiB. A block is taken without being touched, so that the system gives
 * it memory page by page as rows come into existence; a bit per row says which have. The blocks count against JavaCPP's
 * {@code maxbytes} from the start.
 *
 * <p>Must not be closed while others use it: their rows would be gone.
 */
final class NativeRows implements RowStorage {
    /** One GiB. */
    static final int MAX_BLOCK_ELEMENTS = 1 << 28;

    private static final long MEBIBYTE = 1L << 20;

    private final String table;
    private final ChunkLayout layout;
    private final InitialValues initial;
    private final FloatPointer[] pointers;
    private final AtomicLongArray initialised;
    private final float[] fresh;
    private volatile FloatBuffer @Nullable [] blocks;

    NativeRows(String table, ChunkLayout layout, InitialValues initial) {
        this.table = table;
        this.layout = layout;
        this.initial = initial;
        this.pointers = new FloatPointer[layout.chunks()];
        this.initialised = new AtomicLongArray((layout.rows() - 1) / Long.SIZE + 1);
        this.fresh = new float[layout.recordSize()];
        FloatBuffer[] made = new FloatBuffer[layout.chunks()];
        try {
            for (int block = 0; block < made.length; block++) {
                pointers[block] = new FloatPointer((long) layout.rowsIn(block) * layout.recordSize());
                made[block] = pointers[block].asBuffer();
            }
        } catch (OutOfMemoryError exhausted) {
            release();
            throw new CampanileException(
                    String.format(
                            "Embedding table %s of %d rows needs %d MiB outside the Java heap, where %d of %d MiB are in"
                                    + " use: start the JVM with a larger -Dorg.bytedeco.javacpp.maxbytes, or set"
                                    + " training.table-memory to heap.",
                            table,
                            layout.rows(),
                            (long) layout.rows() * layout.recordSize() * Float.BYTES / MEBIBYTE,
                            Pointer.totalBytes() / MEBIBYTE,
                            Pointer.maxBytes() / MEBIBYTE),
                    exhausted);
        }
        this.blocks = made;
    }

    @Override
    public int recordSize() {
        return layout.recordSize();
    }

    @Override
    public float[] weights(int row, float[] scratch) {
        touch(row);
        block(row).get(layout.offset(row), scratch, 0, initial.dim());
        return scratch;
    }

    @Override
    public float[] record(int row, float[] scratch) {
        read(row, scratch, 0);
        return scratch;
    }

    @Override
    public int offset(int row) {
        return 0;
    }

    @Override
    public void store(int row, float[] array) {
        block(row).put(layout.offset(row), array, 0, recordSize());
    }

    @Override
    public void touch(int row) {
        if (!exists(row)) {
            initialise(row, null, 0);
        }
    }

    /* Every use copies the record as a whole: the processor fetches it all the same. */
    @Override
    public float fetch(int row) {
        return 0f;
    }

    @Override
    public void read(int row, float[] out, int at) {
        touch(row);
        block(row).get(layout.offset(row), out, at, recordSize());
    }

    @Override
    public void write(int row, float[] values, int from) {
        if (exists(row)) {
            block(row).put(layout.offset(row), values, from, recordSize());
        } else {
            initialise(row, values, from);
        }
    }

    @Override
    public synchronized void close() {
        blocks = null;
        release();
    }

    private void release() {
        for (int block = 0; block < pointers.length; block++) {
            if (pointers[block] != null) {
                pointers[block].deallocate();
            }
        }
    }

    private FloatBuffer block(int row) {
        FloatBuffer[] present = blocks;
        if (present == null) {
            throw new IllegalStateException("table " + table + " is closed");
        }
        return present[layout.chunk(row)];
    }

    /* The bit is set after the record was written: whoever sees the bit sees the record. */
    private boolean exists(int row) {
        return (initialised.get(row / Long.SIZE) >>> row & 1) != 0;
    }

    /** Gives a row that does not exist yet its initial record, or one that it is told. */
    private synchronized void initialise(int row, float @Nullable [] values, int from) {
        if (values != null) {
            block(row).put(layout.offset(row), values, from, recordSize());
        } else if (!exists(row)) {
            initial.write(row, fresh, 0);
            block(row).put(layout.offset(row), fresh, 0, recordSize());
        }
        int word = row / Long.SIZE;
        initialised.set(word, initialised.get(word) | 1L << row);
    }
}
