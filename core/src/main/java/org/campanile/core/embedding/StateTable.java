package org.campanile.core.embedding;

/**
 * A table whose rows are read from the state of another one as they are asked for, wherever that has them: for scoring a few
 * samples by a model whose tables are written just now. Closing it does nothing.
 */
public final class StateTable extends ReadOnlyTable {
    /**
     * @param state   of the other table, which must not change meanwhile
     * @param mapping of ids to its rows
     */
    public StateTable(TableState state, RowMapping mapping) {
        super(state.name(), mapping, state.dim(), new StateRows(state));
    }

    @Override
    public void close() {}
}
