package org.campanile.examples.benchmarks.workload;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/**
 * Training steps of a two-tower model with in-batch softmax, on batches in memory, in samples per second. Arguments:
 * batch, threads, warm-up, seconds.
 *
 * <p>A sample names its user and its item; the three other features of each are kept per entity, as in a prepared data
 * set, so a step looks them up as well. An entity's features have the number of the entity, so that the ids of every
 * table are as skewed as the keys.
 */
final class TwoTowerWorkload implements Workload {
    private static final int BATCHES = 8;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        return withSteps(arguments, steps -> {
            StepTiming timing = StepTimer.measure(steps, arguments.number("warm-up"), arguments.number("seconds"));
            return timing.rate(arguments.count("batch")).with("loss", steps.lastLoss());
        });
    }

    /** Has the steps of such a model measured, and closes it. Arguments: batch, threads. */
    static Measurement withSteps(WorkloadArguments arguments, Function<TrainingSteps, Measurement> measuring) {
        TwoTowerShape shape = TwoTowerShape.standard();
        Schema schema = shape.schema();
        List<Batch> batches = batches(schema, shape.rows(), arguments.count("batch"));
        try (RecommenderModel model = EngineModels.create(
                EngineModels.configuration("two-tower.yaml", EngineModels.threads(arguments.count("threads"))),
                schema,
                entities(schema, FeatureSide.USER, shape.rows()),
                entities(schema, FeatureSide.ITEM, shape.rows()),
                () -> itemCounts(batches, shape.rows()))) {
            return measuring.apply(new TrainingSteps(model, batches));
        }
    }

    /** Rows of each item in the batches, and one more: what the logQ correction is made from. */
    private static long[] itemCounts(List<Batch> batches, int rows) {
        long[] counts = new long[rows];
        Arrays.fill(counts, 1);
        for (Batch batch : batches) {
            for (int row = 0; row < batch.size(); row++) {
                counts[batch.categorical(1)[row]]++;
            }
        }
        return counts;
    }

    /** Features beside the key that equal it. */
    static EntityFeatures entities(Schema schema, FeatureSide side, int rows) {
        ColumnSet columns = ColumnSet.of(schema.entityFeatures(side));
        int[][] values = new int[columns.categorical().size()][rows];
        for (int[] column : values) {
            Arrays.setAll(column, entity -> entity);
        }
        return new EntityFeatures(rows, columns, new float[0], values, new JaggedIds[0]);
    }

    static List<Batch> batches(Schema schema, int rows, int size) {
        ColumnSet columns = ColumnSet.of(schema.rowFeatures());
        return IntStream.range(0, BATCHES)
                .mapToObj(number -> batch(columns, rows, size, number))
                .toList();
    }

    private static Batch batch(ColumnSet columns, int rows, int size, int number) {
        Batch batch = new Batch(columns, size);
        for (int column = 0; column < columns.categorical().size(); column++) {
            SkewedIds.fill(batch.categorical(column), rows, CounterRandom.hash(2, number, column));
        }
        for (int row = 0; row < size; row++) {
            batch.labels()[row] = 1f;
            batch.positions()[row] = row;
        }
        batch.setSize(size);
        return batch;
    }
}
