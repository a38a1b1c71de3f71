package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Central differences of the loss {@code sum(tanh(pooled))} by every weight of the table. */
class PooledGradientTest {
    private static final int ROWS = 7;
    private static final int DIM = 5;
    private static final int[][] IDS = {{1, 4}, {}, {4, 4, 2}, {6}, {0, 1, 2, 3, 4}};
    private static final double STEP = 0x1p-7;

    @ParameterizedTest
    @EnumSource(Pooling.class)
    void pooledGradientIsTheSlopeOfTheLoss(Pooling pooling) {
        JaggedIds ids = new JaggedIds();
        for (int[] row : IDS) {
            ids.addRow(row, 0, row.length);
        }
        // With plain SGD and rate 1, what an update takes from a weight is its gradient.
        SparseOptimizerConfiguration optimizer = new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 1.0);
        try (LocalEmbeddingTable table =
                        new LocalEmbeddingTable(new TableSettings("items", ROWS, DIM, 12, 0.8f, optimizer));
                FloatMatrix pooled = new FloatMatrix(IDS.length, DIM);
                FloatMatrix gradient = new FloatMatrix(IDS.length, DIM)) {
            float[][] before = records(table);
            double[][] slopes = slopes(table, ids, pooling, pooled);

            table.lookUpPooled(ids, 0, ids.rows(), pooling, pooled, 0, 0);
            for (int i = 0; i < IDS.length * DIM; i++) {
                double tanh = Math.tanh(pooled.buffer().get(i));
                gradient.buffer().put(i, (float) (1 - tanh * tanh));
            }
            TableStep step = table.newStep();
            step.addPooled(ids, 0, ids.rows(), pooling, 0, 0, 0);
            Gradients.apply(table, step, gradient);

            float[][] after = records(table);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < DIM; column++) {
                    double computed = before[row][column] - after[row][column];
                    // The error of the difference is STEP^2 / 6 times the third derivative, at most 2 per occurrence.
                    assertThat(computed)
                            .as("row %d, column %d: gradient %f, slope %f", row, column, computed, slopes[row][column])
                            .isCloseTo(slopes[row][column], within(2e-4));
                }
            }
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
        double loss = 0;
        for (int i = 0; i < IDS.length * DIM; i++) {
            loss += Math.tanh(pooled.buffer().get(i));
        }
        return loss;
    }

    private static float[][] records(LocalEmbeddingTable table) {
        float[][] records = new float[ROWS][DIM];
        for (int row = 0; row < ROWS; row++) {
            table.readRecord(row, records[row], 0);
        }
        return records;
    }
}
