package org.campanile.core.embedding;

import org.campanile.core.Check;
import org.campanile.core.math.FloatRows;

/** A table for scoring. An update throws {@link UnsupportedOperationException}. */
abstract class ReadOnlyTable extends RowTable implements TableState {
    private final RowStorage storage;

    ReadOnlyTable(String name, RowMapping mapping, int dim, RowStorage storage) {
        super(name, mapping, dim, storage, new ScratchPool(dim, dim));
        this.storage = storage;
    }

    @Override
    public void prepare(TableStep step) {}

    @Override
    public void update(TableStep step, FloatRows[] gradients, int member, int members) {
        throw new UnsupportedOperationException("table " + name() + " is only read and cannot be changed");
    }

    @Override
    public boolean decays() {
        return false;
    }

    @Override
    public void catchUp(TableStep step, int member, int members) {}

    @Override
    public TableState state() {
        return this;
    }

    @Override
    public int stateSize() {
        return 0;
    }

    @Override
    public void readRecord(int row, float[] record, int from) {
        Check.that(row >= 0 && row < rows(), "table %s: row %d is outside [0, %d)", name(), row, rows());
        storage.read(row, record, from);
    }

    @Override
    public void writeRecord(int row, float[] record, int from) {
        storage.write(row, record, from);
    }

    @Override
    public int[] touchedRows() {
        return new int[0];
    }

    @Override
    public void clearTouched() {}
}
