package org.campanile.core.embedding;

import java.util.Arrays;
import org.campanile.core.math.CounterRandom;
import org.jspecify.annotations.Nullable;

/**
 * The records of a table's rows, weights and optimizer state side by side, in arrays of at most 1 GiB.
 *
 * <p>An array is made and filled with initial values when one of its rows is first asked for: creating a table is cheap,
 * and a table that is at once overwritten from a checkpoint is not slower to read for it.
 */
final class RecordStorage {
    /*
     * Large arrays, because the garbage collector rounds each up to whole regions of up to 32 MiB. A power of two of rows
     * each, so that finding a row takes a shift and a mask.
     */
    static final int MAX_CHUNK_ELEMENTS = 1 << 28;

    private final TableSettings settings;
    private final long tableSeed;
    private final int recordSize;
    private final int rowBits;
    private final int rowMask;
    private final float[] @Nullable [] chunks;
    private boolean closed;

    RecordStorage(TableSettings settings, int stateSize, int maxChunkElements) {
        this.settings = settings;
        this.tableSeed = CounterRandom.seedFor(settings.seed(), settings.name());
        this.recordSize = settings.dim() + stateSize;
        this.rowBits = 31 - Integer.numberOfLeadingZeros(maxChunkElements / recordSize);
        this.rowMask = (1 << rowBits) - 1;
        this.chunks = new float[((settings.rows() - 1) >>> rowBits) + 1][];
    }

    int recordSize() {
        return recordSize;
    }

    /** The array that holds the record of a row, at {@link #offset}. */
    float[] chunk(int row) {
        float[] chunk = chunks[row >>> rowBits];
        return chunk != null ? chunk : create(row >>> rowBits);
    }

    /** Where in {@link #chunk} the record of a row begins. */
    int offset(int row) {
        return (row & rowMask) * recordSize;
    }

    /** Gives all rows up; asking for one later throws {@link IllegalStateException}. */
    void close() {
        closed = true;
        Arrays.fill(chunks, null);
    }

    private float[] create(int index) {
        if (closed) {
            throw new IllegalStateException("table " + settings.name() + " is closed");
        }
        int firstRow = index << rowBits;
        int rows = Math.min(1 << rowBits, settings.rows() - firstRow);
        float[] chunk = new float[rows * recordSize];
        for (int row = 0; row < rows; row++) {
            initialise(chunk, row * recordSize, firstRow + row);
        }
        chunks[index] = chunk;
        return chunk;
    }

    private void initialise(float[] chunk, int at, int row) {
        long rowSeed = CounterRandom.hash(tableSeed, row);
        for (int column = 0; column < settings.dim(); column++) {
            chunk[at + column] = CounterRandom.uniform(CounterRandom.hash(rowSeed, column), settings.initialRange());
        }
    }
}
