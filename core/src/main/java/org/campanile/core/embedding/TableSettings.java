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
 * @param initialRange initial values are uniform in [-initialRange, initialRange); at least 0
 * @param optimizer    what a row's gradient does to it
 * @param memory       where the rows are kept
 */
public record TableSettings(
        String name,
        int rows,
        int dim,
        long seed,
        float initialRange,
        SparseOptimizerConfiguration optimizer,
        TableMemory memory) {
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
    }

    /** Numbers of optimizer state per row; see {@link TableState}. */
    public int stateSize() {
        return SparseOptimizer.of(optimizer).stateSize(dim) + (decaysAsAWhole() ? 1 : 0);
    }

    /** Whether L2 changes rows in steps that do not touch them. */
    boolean decaysAsAWhole() {
        return optimizer.l2() > 0 && optimizer.l2Scope() == L2Scope.WHOLE_TABLE;
    }

    /** The same with another place for the rows. */
    public TableSettings withMemory(TableMemory newMemory) {
        return new TableSettings(name, rows, dim, seed, initialRange, optimizer, newMemory);
    }

    /** The same with another number of rows. */
    TableSettings withRows(int newRows) {
        return new TableSettings(name, newRows, dim, seed, initialRange, optimizer, memory);
    }

    /** A table on the heap. */
    public TableSettings(
            String name, int rows, int dim, long seed, float initialRange, SparseOptimizerConfiguration optimizer) {
        this(name, rows, dim, seed, initialRange, optimizer, TableMemory.HEAP);
    }
}
