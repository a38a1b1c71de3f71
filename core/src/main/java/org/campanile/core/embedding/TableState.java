package org.campanile.core.embedding;

import org.campanile.core.optimizer.LearningRates;

/**
 * Rows of an embedding table together with their optimizer state, as plain numbers.
 *
 * <p>A row's record is its {@code dim} weights followed by {@link #stateSize()} numbers of optimizer state: row-wise
 * Adagrad 1, the accumulated mean square; Adagrad {@code dim}, the accumulated squares; Adam {@code 2 dim + 1}, the
 * moments and the count of updates; SGD none. Where L2 acts on the whole table, the number of steps seen follows. Used by the thread that owns the table.
 */
public interface TableState {
    String name();

    int rows();

    int dim();

    /** Numbers of optimizer state per row. */
    int stateSize();

    /** Bytes of weights and optimizer state with a row for every id, for accounts of what compression saves. */
    default long uncompressedBytes() {
        return (long) rows() * (dim() + stateSize()) * Float.BYTES;
    }

    /**
     * Whether every worker has rows of its own, which are averaged. Of a table that is spread over the workers each row has
     * one owner: others do not have it.
     */
    default boolean isReplicated() {
        return true;
    }

    /** Copies the record of a row, {@code dim() + stateSize()} numbers, to {@code record[from]} on. */
    void readRecord(int row, float[] record, int from);

    /** Replaces a row by the record at {@code record[from]} on. Nothing happens to a row that another worker owns. */
    void writeRecord(int row, float[] record, int from);

    /**
     * From now on steps are counted, and learning rates multiplied, as these say; until then rates are constant. Nothing to
     * do where rows do not change by learning rates.
     */
    default void follow(LearningRates rates) {}

    /**
     * Brings every row to what the steps so far have made of it; {@link #readRecord} does so for its row. Needed before
     * look-ups that belong to no step, where a table's rows change in steps that do not touch them.
     */
    default void catchUp() {}

    /** Rows updated since {@link #clearTouched()}, ascending. */
    int[] touchedRows();

    /** Forgets which rows were updated. */
    void clearTouched();
}
