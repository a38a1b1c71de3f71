package org.campanile.core.embedding;

import org.campanile.core.math.HeapMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Copies of the rows that a step of a sharded table needs, as their owners sent them. Filled by the training thread; read
 * by the members of its team.
 */
final class FetchedRows implements RowStorage {
    private final String table;
    private final HeapMatrix vectors;
    private int[] places = {};
    private @Nullable TableStep step;

    FetchedRows(String table, int dim) {
        this.table = table;
        this.vectors = new HeapMatrix(dim);
    }

    /** Room for the rows of a step, {@code [>= distinct rows, dim]}, at the places that the routes give them. */
    HeapMatrix room(TableStep newStep, RowRoutes routes) {
        step = newStep;
        places = routes.places();
        vectors.ensureRows(Math.max(1, newStep.distinctRows()));
        return vectors;
    }

    @Override
    public int recordSize() {
        return vectors.columns();
    }

    @Override
    public float[] weights(int row, float[] scratch) {
        return vectors.elements();
    }

    @Override
    public int offset(int row) {
        int number = step == null ? TableStep.NONE : step.find(row);
        if (number == TableStep.NONE) {
            throw new IllegalStateException("table " + table + " is sharded: row " + row
                    + " is not among those that were fetched for the step");
        }
        return places[number] * recordSize();
    }

    @Override
    public float fetch(int row) {
        return 0f;
    }

    @Override
    public void read(int row, float[] out, int at) {
        System.arraycopy(vectors.elements(), offset(row), out, at, recordSize());
    }

    @Override
    public float[] record(int row, float[] scratch) {
        throw copies();
    }

    @Override
    public void store(int row, float[] array) {
        throw copies();
    }

    @Override
    public void write(int row, float[] values, int from) {
        throw copies();
    }

    @Override
    public void touch(int row) {}

    @Override
    public void close() {
        step = null;
    }

    private UnsupportedOperationException copies() {
        return new UnsupportedOperationException("rows of table " + table + " are changed by their owners");
    }
}
