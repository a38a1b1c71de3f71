package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricInverseTest {

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "5, 4", "16, 1", "37, 8", "130, 128"})
    void aMatrixTimesItsInverseIsTheIdentity(int n, int block) {
        double[] original = positiveDefinite(n);
        try (FloatMatrix matrix = new FloatMatrix(n, n)) {
            for (int i = 0; i < original.length; i++) {
                matrix.buffer().put(i, (float) original[i]);
            }
            SymmetricInverse.invert(matrix, block);
            double[] inverse = new double[n * n];
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] = matrix.buffer().get(i);
            }
            assertIdentity(original, inverse, n, 1e-4);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "7", "64"})
    void aSmallMatrixIsInvertedInDoublePrecision(int n) {
        double[] original = positiveDefinite(n);
        double[] inverse = original.clone();
        SymmetricInverse.invert(inverse, n);
        assertIdentity(original, inverse, n, 1e-11);
    }

    @Test
    void theInverseOfAKnownMatrix() {
        double[] a = {4, 2, 2, 3}; // determinant 8: [[3, -2], [-2, 4]] / 8
        SymmetricInverse.invert(a, 2);
        assertThat(a).containsExactly(new double[] {.375, -.25, -.25, .5}, within(1e-15));
    }

    @Test
    void whatIsNotPositiveDefiniteIsRefused() {
        // the second pivot is 1 - 2 * 2 / 1
        assertThatThrownBy(() -> SymmetricInverse.invert(new double[] {1, 2, 2, 1}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the matrix is not positive definite: pivot 1 is -3.0");
        try (FloatMatrix wide = new FloatMatrix(2, 3)) {
            assertThatThrownBy(() -> SymmetricInverse.invert(wide)).hasMessage("a matrix of 2 x 3 is not square");
        }
    }

    /** {@code X^T X + I} of random numbers. */
    private static double[] positiveDefinite(int n) {
        Random random = new Random(n);
        double[] x = random.doubles((long) n * n, -1, 1).toArray();
        double[] product = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    product[i * n + j] += x[k * n + i] * x[k * n + j];
                }
            }
            product[i * n + i] += 1;
        }
        return product;
    }

    private static void assertIdentity(double[] a, double[] b, int n, double tolerance) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * b[k * n + j];
                }
                assertThat(sum).as("(%d, %d)", i, j).isEqualTo(i == j ? 1 : 0, within(tolerance));
            }
        }
    }
}
