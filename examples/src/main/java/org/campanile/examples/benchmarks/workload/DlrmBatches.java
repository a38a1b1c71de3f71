package org.campanile.examples.benchmarks.workload;

import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.math.CounterRandom;

/** Batches for a DLRM: dense values uniform in [0, 1), skewed ids, a quarter of the labels 1. */
final class DlrmBatches {
    private static final int BATCHES = 8;

    private DlrmBatches() {}

    /** Eight different batches. */
    static List<Batch> create(DlrmShape shape, int size) {
        ColumnSet columns = ColumnSet.of(shape.schema().features());
        return IntStream.range(0, BATCHES)
                .mapToObj(number -> batch(shape, columns, size, CounterRandom.hash(1, number)))
                .toList();
    }

    private static Batch batch(DlrmShape shape, ColumnSet columns, int size, long seed) {
        Batch batch = new Batch(columns, size);
        long denseSeed = CounterRandom.seedFor(seed, "dense");
        for (int i = 0; i < size * shape.dense(); i++) {
            batch.dense()[i] = CounterRandom.uniform(CounterRandom.hash(denseSeed, i));
        }
        for (int feature = 0; feature < shape.features(); feature++) {
            SkewedIds.fill(batch.categorical(feature), shape.rowsOf(feature), CounterRandom.hash(seed, feature));
        }
        long labelSeed = CounterRandom.seedFor(seed, "labels");
        for (int row = 0; row < size; row++) {
            batch.labels()[row] = CounterRandom.uniform(CounterRandom.hash(labelSeed, row)) < 0.25f ? 1f : 0f;
            batch.positions()[row] = row;
        }
        batch.setSize(size);
        return batch;
    }
}
