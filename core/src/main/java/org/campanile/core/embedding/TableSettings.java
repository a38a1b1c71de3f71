package org.campanile.core.embedding;

import org.campanile.core.Check;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.L2Scope;
import org.campanile.core.config.TableMemory;

/**
 * What an embedding table is made from.
 *
 * @param name         unique within the model; the initial values depend on it
 * @param rows         number of rows, at least 1
 * @param dim          length of a row, from 1 to 2^20
 * @param seed         seed of the initial values
 * @param initialRange initial values are uniform in [-initialRange, initialRange) around the compression's center, which
 *                     is usually 0; at least 0
 * @param optimizer    what a row's gradient does to it
 * @param memory       where the rows are kept
 * @param compression  which row each id has, where there are more ids than rows
 */
public record TableSettings(
        String name,
        int rows,
        int dim,
        long seed,
        float initialRange,
        SparseOptimizerConfiguration optimizer,
        TableMemory memory,
        TableCompression compression) {
    private static final int MAX_DIM = 1 << 20;

    public TableSettings {
        Check.that(!name.isBlank(), "a table needs a name");
        Check.that(rows >= 1, "table %s: rows must be at least 1, but is %d", name, rows);
        Check.that(dim >= 1 && dim <= MAX_DIM, "table %s: dim must be in [1, %d], but is %d", name, MAX_DIM, dim);
        Check.that(
                initialRange >= 0 && Float.isFinite(initialRange),
                "table %s: initialRange must be at least 0, but is %s",
                name,
                initialRange);
        Check.that(
                compression.mapping().rows() == rows,
                "table %s: rows are %d, but ids have %d",
                name,
                rows,
                compression.mapping().rows());
    }

    /** Numbers of optimizer state per row; see {@link TableState}. */
    public int stateSize() {
        return stateSize(dim);
    }

    private int stateSize(int numbers) {
        return SparseOptimizer.of(optimizer).stateSize(numbers) + (decaysAsAWhole() ? 1 : 0);
    }

    /** Bytes of weights and optimizer state with a row for every id; 0 where another table is counted in this one's place. */
    public long uncompressedBytes() {
        int counted = compression.dim();
        return counted == 0 ? 0 : (long) compression.mapping().ids() * (counted + stateSize(counted)) * Float.BYTES;
    }

    /** Whether L2 changes rows in steps that do not touch them. */
    boolean decaysAsAWhole() {
        return optimizer.l2() > 0 && optimizer.l2Scope() == L2Scope.WHOLE_TABLE;
    }

    /** The same with another place for the rows. */
    public TableSettings withMemory(TableMemory newMemory) {
        return new TableSettings(name, rows, dim, seed, initialRange, optimizer, newMemory, compression);
    }

    /** The same for more ids than rows. */
    public TableSettings with(TableCompression newCompression) {
        return new TableSettings(
                name, newCompression.mapping().rows(), dim, seed, initialRange, optimizer, memory, newCompression);
    }

    /** The same with another number of rows, whose ids are their numbers. */
    TableSettings withRows(int newRows) {
        return new TableSettings(name, newRows, dim, seed, initialRange, optimizer, memory);
    }

    /** A table with a row for every id. */
    public TableSettings(
            String name,
            int rows,
            int dim,
            long seed,
            float initialRange,
            SparseOptimizerConfiguration optimizer,
            TableMemory memory) {
        this(name, rows, dim, seed, initialRange, optimizer, memory, TableCompression.none(rows, dim));
    }

    /** A table on the heap. */
    public TableSettings(
            String name, int rows, int dim, long seed, float initialRange, SparseOptimizerConfiguration optimizer) {
        this(name, rows, dim, seed, initialRange, optimizer, TableMemory.HEAP);
    }
}
