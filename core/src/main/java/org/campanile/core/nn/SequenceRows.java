package org.campanile.core.nn;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.math.FloatRows;

/**
 * Looks up every id of jagged ids by itself: one row per id, in their order, for networks that pool or route them.
 *
 * <pre>
 * ids     [[7, 2], [], [5]]
 * matrix  [e(7); e(2); e(5)]      [ids, width]
 * </pre>
 *
 * <p>Holds no values of its own; the table belongs to the caller.
 */
public final class SequenceRows {
    private final EmbeddingTable table;
    private final int number;

    /** @param vocabulary that of the ids, which has one of the tables */
    public SequenceRows(EmbeddingTables tables, String vocabulary) {
        this.table = tables.of(vocabulary);
        this.number = tables.numberOf(vocabulary);
    }

    /** Numbers of a row. */
    public int width() {
        return table.dim();
    }

    /**
     * Adds the look-ups of all ids to a step with the same tables.
     *
     * @param source the number under which the gradient by the matrix will be given to the step
     */
    public void index(JaggedIds ids, TablesStep step, int source) {
        step.of(number).add(ids.values(), 0, ids.count(), source, 0, 0);
    }

    /**
     * Writes the rows of the ids of {@code rows} rows from {@code firstRow} on. May run in several threads at once, for
     * different rows.
     *
     * @param matrix {@code [>= ids, width()]}
     */
    public void forward(JaggedIds ids, int firstRow, int rows, FloatRows matrix) {
        int first = ids.start(firstRow);
        table.lookUp(ids.values(), first, ids.start(firstRow + rows) - first, matrix, first, 0);
    }
}
