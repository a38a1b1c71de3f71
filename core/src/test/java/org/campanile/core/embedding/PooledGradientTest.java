package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Central differences of the loss {@code sum(tanh(pooled))} by every weight of the table. */
class PooledGradientTest {
    private static final int ROWS = 7;
    private static final int DIM = 5;
    private static final List<Bag> BAGS = List.of(
            new Bag(new int[] {1, 4}, new float[] {0.5f, 1.25f}),
            Bag.of(),
            new Bag(new int[] {4, 4, 2}, new float[] {1, -0.75f, 0.3f}),
            new Bag(new int[] {6}, new float[] {-1.5f}),
            new Bag(new int[] {0, 1, 2, 3, 4}, new float[] {1, 0, 2, 0.1f, 0.7f}));
    private static final double STEP = 0x1p-7;

    @ParameterizedTest
    @CsvSource({"SUM, false", "SUM, true", "MEAN, false", "MEAN, true", "MAX, false"})
    void pooledGradientIsTheSlopeOfTheLoss(Pooling pooling, boolean weighted) {
        JaggedIds ids = Bag.jagged(BAGS, weighted);
        // With plain SGD and rate 1, what an update takes from a weight is its gradient.
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 1.0);
        try (LocalEmbeddingTable table =
                        new LocalEmbeddingTable(new TableSettings("items", ROWS, DIM, 12, 0f, optimizer));
                FloatMatrix pooled = new FloatMatrix(BAGS.size(), DIM);
                FloatMatrix gradient = new FloatMatrix(BAGS.size(), DIM)) {
            writeDistinctWeights(table);
            float[][] before = records(table);
            double[][] slopes = slopes(table, ids, pooling, pooled);

            TableStep step = table.newStep();
            step.addPooled(ids, 0, ids.rows(), pooling, 0, 0, 0);
            if (pooling == Pooling.MAX) {
                table.lookUpMax(ids, 0, ids.rows(), step, 0, pooled, 0, 0);
            } else {
                table.lookUpPooled(ids, 0, ids.rows(), pooling, pooled, 0, 0);
            }
            for (int i = 0; i < BAGS.size() * DIM; i++) {
                double tanh = Math.tanh(pooled.buffer().get(i));
                gradient.buffer().put(i, (float) (1 - tanh * tanh));
            }
            Gradients.apply(table, step, gradient);

            float[][] after = records(table);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < DIM; column++) {
                    double computed = before[row][column] - after[row][column];
                    // The error of the difference is STEP^2 / 6 times the third derivative: at most 2 per occurrence,
                    // times the cube of its weight, 8 at most.
                    assertThat(computed)
                            .as("row %d, column %d: gradient %f, slope %f", row, column, computed, slopes[row][column])
                            .isCloseTo(slopes[row][column], within(2e-4));
                }
            }
        }
    }

    /** In each column the rows' weights lie 0.25 apart, so that a small step changes no maximum. */
    private static void writeDistinctWeights(LocalEmbeddingTable table) {
        for (int row = 0; row < ROWS; row++) {
            float[] weights = new float[DIM];
            for (int column = 0; column < DIM; column++) {
                weights[column] = ((3 * row + 2 * column) % ROWS - 3) * 0.25f;
            }
            table.writeRecord(row, weights, 0);
        }
    }

    private static double[][] slopes(LocalEmbeddingTable table, JaggedIds ids, Pooling pooling, FloatMatrix pooled) {
        double[][] slopes = new double[ROWS][DIM];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < DIM; column++) {
                float[] record = records(table)[row];
                float weight = record[column];
                record[column] = (float) (weight + STEP);
                double upper = loss(table, row, record, ids, pooling, pooled);
                double width = record[column];
                record[column] = (float) (weight - STEP);
                double lower = loss(table, row, record, ids, pooling, pooled);
                width -= record[column];
                slopes[row][column] = (upper - lower) / width;
                record[column] = weight;
                table.writeRecord(row, record, 0);
            }
        }
        return slopes;
    }

    private static double loss(
            LocalEmbeddingTable table, int row, float[] record, JaggedIds ids, Pooling pooling, FloatMatrix pooled) {
        table.writeRecord(row, record, 0);
        table.lookUpPooled(ids, 0, ids.rows(), pooling, pooled, 0, 0);
        return IntStream.range(0, BAGS.size() * DIM)
                .mapToDouble(i -> Math.tanh(pooled.buffer().get(i)))
                .sum();
    }

    private static float[][] records(LocalEmbeddingTable table) {
        float[][] records = new float[ROWS][DIM];
        for (int row = 0; row < ROWS; row++) {
            table.readRecord(row, records[row], 0);
        }
        return records;
    }
}
