package org.campanile.core.embedding;

/** The rows of a table's state. */
final class StateRows extends ReadOnlyRows {
    private final TableState state;
    private final float[] record;

    StateRows(TableState state) {
        super(state.name());
        this.state = state;
        this.record = new float[state.dim() + state.stateSize()];
    }

    @Override
    public int recordSize() {
        return state.dim();
    }

    @Override
    public void read(int row, float[] out, int at) {
        state.readRecord(row, record, 0);
        System.arraycopy(record, 0, out, at, state.dim());
    }

    @Override
    public void close() {}
}
