package org.campanile.core.embedding;

import org.campanile.core.math.CounterRandom;

/**
 * The records of rows that were never touched: weights uniform in {@code [-range, range)} around a center, by a hash of the
 * seed, the table's name, row and column, and optimizer state 0. Workers that never spoke hold the same table.
 */
final class InitialValues {
    private final long tableSeed;
    private final int dim;
    private final float range;
    private final float center;
    private final RowShard shard;

    InitialValues(TableSettings settings) {
        this(settings, new RowShard(0, 1));
    }

    /** Those of a shard, whose rows are counted by their places in it. */
    InitialValues(TableSettings settings, RowShard shard) {
        this.shard = shard;
        this.tableSeed = CounterRandom.seedFor(settings.seed(), settings.name());
        this.dim = settings.dim();
        this.range = settings.initialRange();
        this.center = settings.compression().center();
    }

    int dim() {
        return dim;
    }

    /** Writes the weights of a row to {@code array[at]} on; the state behind them must be 0 already. */
    void write(int row, float[] array, int at) {
        long rowSeed = CounterRandom.hash(tableSeed, shard.row(row));
        for (int column = 0; column < dim; column++) {
            array[at + column] = center + CounterRandom.uniform(CounterRandom.hash(rowSeed, column), range);
        }
    }
}
