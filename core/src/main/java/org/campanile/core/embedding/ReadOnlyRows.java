package org.campanile.core.embedding;

/** Rows without optimizer state that are read and never changed. */
abstract sealed class ReadOnlyRows implements RowStorage permits MappedRows, StateRows {
    private final String table;

    /** @param table the table's name, for messages */
    ReadOnlyRows(String table) {
        this.table = table;
    }

    /* A copy of the row: neither a file nor a state gives out its memory. */
    @Override
    public final float[] weights(int row, float[] scratch) {
        read(row, scratch, 0);
        return scratch;
    }

    @Override
    public final int offset(int row) {
        return 0;
    }

    @Override
    public final void touch(int row) {}

    @Override
    public final float fetch(int row) {
        return 0f;
    }

    @Override
    public final float[] record(int row, float[] scratch) {
        throw readOnly();
    }

    @Override
    public final void store(int row, float[] array) {
        throw readOnly();
    }

    @Override
    public final void write(int row, float[] values, int from) {
        throw readOnly();
    }

    final String table() {
        return table;
    }

    private UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("table " + table + " is only read and cannot be changed");
    }
}
