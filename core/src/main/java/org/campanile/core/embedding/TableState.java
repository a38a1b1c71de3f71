package org.campanile.core.embedding;

/**
 * Rows of an embedding table together with their optimizer state, as plain numbers.
 *
 * <p>A row's record is its {@code dim} weights followed by {@link #stateSize()} numbers of optimizer state: row-wise
 * Adagrad 1, the accumulated mean square; Adagrad {@code dim}, the accumulated squares; Adam {@code 2 dim + 1}, the
 * moments and the count of updates; SGD none. Used by the thread that owns the table.
 */
public interface TableState {
    String name();

    int rows();

    int dim();

    /** Numbers of optimizer state per row. */
    int stateSize();

    /** Copies the record of a row, {@code dim() + stateSize()} numbers, to {@code record[from]} on. */
    void readRecord(int row, float[] record, int from);

    /** Replaces a row by the record at {@code record[from]} on. */
    void writeRecord(int row, float[] record, int from);

    /** Rows updated since {@link #clearTouched()}, ascending. */
    int[] touchedRows();

    /** Forgets which rows were updated. */
    void clearTouched();
}
