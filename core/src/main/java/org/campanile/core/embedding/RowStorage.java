package org.campanile.core.embedding;

/**
 * Where the records of a table's rows are kept: weights and optimizer state side by side.
 *
 * <p>A row is worked on in an array: its own where rows stand on the heap, otherwise the caller's scratch, to which it is
 * copied and from which {@link #store} copies it back. Either way it begins at {@link #offset}.
 *
 * <p>Several threads may use one storage at once. What two of them do to the same row at the same time may be lost in
 * part, except that a row's initial values never replace what was stored.
 */
sealed interface RowStorage permits HeapRows, NativeRows, ReadOnlyRows, FetchedRows {

    int MAX_ROWS_AHEAD = 32;
    int ELEMENTS_AHEAD = 1 << 12;

    /** Numbers per row. */
    int recordSize();

    /** An array in which the weights of a row can be read at {@link #offset}. */
    float[] weights(int row, float[] scratch);

    /** An array in which the record of a row can be read and changed at {@link #offset}; then {@link #store} it. */
    float[] record(int row, float[] scratch);

    /** Where a row begins in the array that {@link #weights} or {@link #record} returned. */
    int offset(int row);

    /** Keeps the changes made in the array that {@link #record} returned. */
    void store(int row, float[] array);

    /** Brings a row into existence, with its initial values. */
    void touch(int row);

    /**
     * Reads a little of each part of a row's record, so that it is in the processor's cache when it is worked on soon
     * after. Returns a sum of what was read, which keeps the compiler from leaving the reading out.
     */
    float fetch(int row);

    /**
     * How many rows to {@link #fetch} before work on the first of them: waiting for one after the other takes several
     * times as long as for a block of them at once, and what is fetched must still be in the first cache when its turn
     * comes. 32 rows of 64 weights take 8 KiB.
     */
    default int rowsAhead() {
        return Math.max(1, Math.min(MAX_ROWS_AHEAD, ELEMENTS_AHEAD / recordSize()));
    }

    /** Copies the record of a row to {@code out[at]} on. */
    void read(int row, float[] out, int at);

    /** Replaces the record of a row by {@code values[from]} on. */
    void write(int row, float[] values, int from);

    /** Gives all rows up; asking for one later throws {@link IllegalStateException}. */
    void close();
}
