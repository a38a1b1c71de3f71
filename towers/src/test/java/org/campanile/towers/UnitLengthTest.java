package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;

class UnitLengthTest {
    private static final double STEP = 1e-5;

    @Test
    void rowsKeepTheirDirection() {
        try (FloatMatrix vectors = new FloatMatrix(2, 2);
                FloatMatrix scaled = new FloatMatrix(2, 2)) {
            vectors.buffer().put(0, new float[] {3, -4, 0, 0.5f});
            new UnitLength(2).forward(vectors, 0, 2, scaled);
            float[] values = new float[4];
            scaled.buffer().get(0, values);
            assertThat(values).containsExactly(new float[] {0.6f, -0.8f, 0, 1}, within(1e-6f));
        }
    }

    @Test
    void gradientIsTheCentralDifference() {
        int rows = 5;
        int columns = 7;
        Random random = new Random(1);
        try (FloatMatrix vectors = new FloatMatrix(rows, columns);
                FloatMatrix scaled = new FloatMatrix(rows, columns);
                FloatMatrix gradient = new FloatMatrix(rows, columns);
                FloatMatrix result = new FloatMatrix(rows, columns)) {
            for (int i = 0; i < rows * columns; i++) {
                vectors.buffer().put(i, (float) random.nextGaussian() * 3);
                gradient.buffer().put(i, (float) random.nextGaussian());
            }
            UnitLength unitLength = new UnitLength(columns);
            for (int first = 0; first < rows; first += 3) {
                int count = Math.min(3, rows - first);
                unitLength.forward(vectors, first, count, scaled);
                unitLength.backward(scaled, gradient, first, count, result);
            }

            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < columns; c++) {
                    double expected =
                            (weightedSum(vectors, gradient, r, c, STEP) - weightedSum(vectors, gradient, r, c, -STEP))
                                    / (2 * STEP);
                    assertThat((double) result.get(r, c))
                            .as(
                                    "gradient by (%d, %d): found %f, central differences say %f",
                                    r, c, result.get(r, c), expected)
                            .isCloseTo(expected, within(1e-5));
                }
            }
        }
    }

    /** Sum of the scaled row's elements times the gradient's, when one element of the row is moved. */
    private static double weightedSum(FloatMatrix vectors, FloatMatrix gradient, int row, int moved, double by) {
        double sum = 0;
        double square = 0;
        for (int c = 0; c < vectors.columns(); c++) {
            double x = vectors.get(row, c) + (c == moved ? by : 0);
            sum += x * gradient.get(row, c);
            square += x * x;
        }
        return sum / Math.sqrt(square);
    }

    @Test
    void zeroRowsStayFinite() {
        try (FloatMatrix vectors = new FloatMatrix(1, 3);
                FloatMatrix scaled = new FloatMatrix(1, 3);
                FloatMatrix gradient = new FloatMatrix(1, 3);
                FloatMatrix result = new FloatMatrix(1, 3)) {
            gradient.fill(1f);
            UnitLength unitLength = new UnitLength(3);
            unitLength.forward(vectors, 0, 1, scaled);
            unitLength.backward(scaled, gradient, 0, 1, result);
            assertThat(scaled.get(0, 1)).isZero();
            assertThat(result.get(0, 1)).isFinite();
        }
    }
}
