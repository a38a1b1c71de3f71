package org.campanile.core.embedding;

import org.campanile.core.math.CounterRandom;

/**
 * The records of rows that were never touched: weights uniform in {@code [-range, range)} by a hash of the seed, the
 * table's name, row and column, and optimizer state 0. Workers that never spoke hold the same table.
 */
final class InitialValues {
    private final long tableSeed;
    private final int dim;
    private final float range;

    InitialValues(TableSettings settings) {
        this.tableSeed = CounterRandom.seedFor(settings.seed(), settings.name());
        this.dim = settings.dim();
        this.range = settings.initialRange();
    }

    int dim() {
        return dim;
    }

    /** Writes the weights of a row to {@code array[at]} on; the state behind them must be 0 already. */
    void write(int row, float[] array, int at) {
        long rowSeed = CounterRandom.hash(tableSeed, row);
        for (int column = 0; column < dim; column++) {
            array[at + column] = CounterRandom.uniform(CounterRandom.hash(rowSeed, column), range);
        }
    }
}
