package org.campanile.examples.benchmarks.scale;

/**
 * What is trained, as far as its exchange goes.
 *
 * @param batchSize       samples of a worker's step
 * @param every           steps of a round
 * @param networks        dense networks, each averaged on its own
 * @param denseParameters of all of them together
 * @param denseState      numbers of their optimizer's state
 * @param tables          embedding tables, all alike
 * @param rows            rows of each
 * @param dim             numbers of a row
 * @param rowState        numbers of optimizer state of a row
 */
record TrainedModel(
        int batchSize,
        int every,
        int networks,
        long denseParameters,
        long denseState,
        int tables,
        int rows,
        int dim,
        int rowState) {
    /** The same with larger tables. */
    TrainedModel withRows(int newRows) {
        return new TrainedModel(
                batchSize, every, networks, denseParameters, denseState, tables, newRows, dim, rowState);
    }

    /** Bytes of all tables with their optimizer's state. */
    long tableBytes() {
        return (long) tables * rows * (dim + rowState) * Float.BYTES;
    }
}
