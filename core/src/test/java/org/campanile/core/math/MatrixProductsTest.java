package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.campanile.core.math.Transpose.NO;
import static org.campanile.core.math.Transpose.YES;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatrixProductsTest {
    private static final float UNIT_ROUNDOFF = 0x1p-24f;

    private final Random random = new Random(17);

    static List<Arguments> shapes() {
        int[][] sizes = {
            {1, 1, 1},
            {1, 7, 1},
            {1, 1, 7},
            {7, 1, 1},
            {1, 13, 11},
            {11, 13, 1},
            {13, 1, 11},
            {2, 3, 5},
            {7, 11, 13},
            {17, 31, 19},
            {64, 65, 63},
            {127, 257, 33}
        };
        List<Arguments> shapes = new ArrayList<>();
        for (int[] size : sizes) {
            for (Transpose transposeA : Transpose.values()) {
                for (Transpose transposeB : Transpose.values()) {
                    shapes.add(Arguments.of(size[0], size[1], size[2], transposeA, transposeB));
                }
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void agreesWithPlainSums(int m, int k, int n, Transpose transposeA, Transpose transposeB) {
        try (FloatMatrix a = randomOperand(m, k, transposeA);
                FloatMatrix b = randomOperand(k, n, transposeB);
                FloatMatrix c = randomMatrix(m, n)) {
            double[] expected = reference(a, transposeA, b, transposeB, 0.5, -2.0, c);
            MatrixProducts.multiply(a, transposeA, b, transposeB, 0.5f, -2f, c);
            assertClose(c, expected, k);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void betaOfZeroIgnoresWhatWasThere(int m, int k, int n, Transpose transposeA, Transpose transposeB) {
        try (FloatMatrix a = randomOperand(m, k, transposeA);
                FloatMatrix b = randomOperand(k, n, transposeB);
                FloatMatrix c = new FloatMatrix(m, n)) {
            double[] expected = reference(a, transposeA, b, transposeB, 1.0, 0.0, c);
            c.fill(Float.NaN);
            MatrixProducts.multiply(a, transposeA, b, transposeB, 1f, 0f, c);
            assertClose(c, expected, k);
        }
    }

    @Test
    void rowRangesLeaveTheOtherRowsAlone() {
        try (FloatMatrix a = randomMatrix(9, 5);
                FloatMatrix b = randomMatrix(5, 4);
                FloatMatrix c = new FloatMatrix(8, 4)) {
            c.fill(-1f);
            double[] expected = reference(a.rowRange(6, 3), NO, b, NO, 1.0, 0.0, c.rowRange(2, 3));
            MatrixProducts.multiply(a.rowRange(6, 3), NO, b, NO, 1f, 0f, c.rowRange(2, 3));

            assertClose(c.rowRange(2, 3), expected, 5);
            assertThat(elements(c.rowRange(0, 2))).containsOnly(-1f);
            assertThat(elements(c.rowRange(5, 3))).containsOnly(-1f);
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        try (FloatMatrix a = new FloatMatrix(2, 3);
                FloatMatrix b = new FloatMatrix(4, 5);
                FloatMatrix c = new FloatMatrix(2, 5)) {
            assertThatThrownBy(() -> MatrixProducts.multiply(a, NO, b, YES, 1f, 0f, c))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("shapes do not fit: A 2 x 3 (transposed: NO), B 4 x 5 (transposed: YES), C 2 x 5");
        }
    }

    private FloatMatrix randomOperand(int rows, int columns, Transpose transpose) {
        return transpose == NO ? randomMatrix(rows, columns) : randomMatrix(columns, rows);
    }

    private FloatMatrix randomMatrix(int rows, int columns) {
        FloatMatrix matrix = new FloatMatrix(rows, columns);
        for (int i = 0; i < rows * columns; i++) {
            matrix.buffer().put(i, 2 * random.nextFloat() - 1);
        }
        return matrix;
    }

    private static double[] reference(
            FloatMatrix a,
            Transpose transposeA,
            FloatMatrix b,
            Transpose transposeB,
            double alpha,
            double beta,
            FloatMatrix c) {
        double[] product = new double[c.rows() * c.columns()];
        for (int row = 0; row < c.rows(); row++) {
            for (int column = 0; column < c.columns(); column++) {
                double sum = 0;
                for (int i = 0; i < transposeA.columns(a); i++) {
                    double left = transposeA == NO ? a.get(row, i) : a.get(i, row);
                    double right = transposeB == NO ? b.get(i, column) : b.get(column, i);
                    sum += left * right;
                }
                product[row * c.columns() + column] = alpha * sum + beta * c.get(row, column);
            }
        }
        return product;
    }

    /* Factors are below 1, so a sum of k products is below k, and each of about k additions rounds by 2^-24 of it. */
    private static void assertClose(FloatMatrix actual, double[] expected, int k) {
        float[] elements = elements(actual);
        double tolerance = 2.0 * (k + 2) * (k + 2) * UNIT_ROUNDOFF;
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) elements[i]).as("element %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }

    private static float[] elements(FloatMatrix matrix) {
        float[] elements = new float[matrix.rows() * matrix.columns()];
        matrix.buffer().get(0, elements);
        return elements;
    }
}
