package org.campanile.core.embedding;

/** Room for one row at a time, for one thread at a time. */
final class Scratch {
    private final float[] record;
    private final float[] vector;
    private final int[] winners;
    private final RowGradient gradient;

    @SuppressWarnings("UnusedVariable")
    private float kept;

    Scratch(int dim, int recordSize) {
        this.record = new float[recordSize];
        this.vector = new float[dim];
        this.winners = new int[dim];
        this.gradient = new RowGradient(dim);
    }

    /** For a record that does not stand on the heap. */
    float[] record() {
        return record;
    }

    /** For a pooled row, {@code [dim]}. */
    float[] vector() {
        return vector;
    }

    /** For the winners of a max pooling, {@code [dim]}. */
    int[] winners() {
        return winners;
    }

    RowGradient gradient() {
        return gradient;
    }

    /** Takes note of a number that nobody needs but that the compiler must compute. */
    void keep(float number) {
        kept += number;
    }
}
