package org.campanile.core.embedding;

/** The rows of a table's state, without optimizer state, and never changed. */
final class StateRows implements RowStorage {
    private final TableState state;
    private final float[] record;

    StateRows(TableState state) {
        this.state = state;
        this.record = new float[state.dim() + state.stateSize()];
    }

    @Override
    public int recordSize() {
        return state.dim();
    }

    @Override
    public float[] weights(int row, float[] scratch) {
        read(row, scratch, 0);
        return scratch;
    }

    @Override
    public float[] record(int row, float[] scratch) {
        throw readOnly();
    }

    @Override
    public int offset(int row) {
        return 0;
    }

    @Override
    public void store(int row, float[] array) {
        throw readOnly();
    }

    @Override
    public void touch(int row) {}

    @Override
    public float fetch(int row) {
        return 0f;
    }

    @Override
    public void read(int row, float[] out, int at) {
        state.readRecord(row, record, 0);
        System.arraycopy(record, 0, out, at, state.dim());
    }

    @Override
    public void write(int row, float[] values, int from) {
        throw readOnly();
    }

    @Override
    public void close() {}

    private UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("table " + state.name() + " is only read and cannot be changed");
    }
}
