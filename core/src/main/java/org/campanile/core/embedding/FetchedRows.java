package org.campanile.core.embedding;

import org.jspecify.annotations.Nullable;

/**
 * Copies of the rows that a step of a sharded table needs, as their owners sent them. Filled by the training thread; read
 * by the members of its team.
 */
final class FetchedRows implements RowStorage {
    private final String table;
    private final int dim;
    private float[] vectors = {};
    private int[] places = {};
    private @Nullable TableStep step;

    FetchedRows(String table, int dim) {
        this.table = table;
        this.dim = dim;
    }

    /**
     * The rows of another step are, or will be, where the places say.
     *
     * @param newPlaces by number, where a row's vector begins
     */
    void begin(TableStep newStep, int[] newPlaces, float[] newVectors) {
        step = newStep;
        places = newPlaces;
        vectors = newVectors;
    }

    @Override
    public int recordSize() {
        return dim;
    }

    @Override
    public float[] weights(int row, float[] scratch) {
        return vectors;
    }

    @Override
    public int offset(int row) {
        int number = step == null ? TableStep.NONE : step.find(row);
        if (number == TableStep.NONE) {
            throw new IllegalStateException("table " + table + " is sharded: row " + row
                    + " is not among those that were fetched for the step");
        }
        return places[number];
    }

    @Override
    public float fetch(int row) {
        return 0f;
    }

    @Override
    public void read(int row, float[] out, int at) {
        System.arraycopy(vectors, offset(row), out, at, recordSize());
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
