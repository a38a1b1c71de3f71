package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotInteractionTest {
    @Test
    void outputIsTheTriangleBelowTheDiagonalRowByRow() {
        try (DotInteraction interaction = new DotInteraction(3, 2);
                FloatMatrix out = new FloatMatrix(1, 4)) {
            // z0 = (1, 2), z1 = (3, 4), z2 = (5, 6): z1 z0 = 11, z2 z0 = 17, z2 z1 = 39; column 0 is not touched.
            interaction.vectors(1).buffer().put(0, new float[] {1, 2, 3, 4, 5, 6});
            interaction.forward(1, out, 1);
            float[] values = new float[4];
            out.buffer().get(0, values);
            assertThat(values).containsExactly(0, 11, 17, 39);
        }
    }

    @ParameterizedTest(name = "{0} samples of {1} vectors of {2}")
    @CsvSource({"1, 2, 1", "5, 1, 4", "3, 2, 3", "7, 5, 3", "4, 27, 16"})
    void productsAndGradientsAreThoseOfTheDefinition(int rows, int count, int dim) {
        Random random = new Random(1);
        try (DotInteraction interaction = new DotInteraction(count, dim);
                FloatMatrix out = new FloatMatrix(rows, 2 + interaction.pairs());
                FloatMatrix gradient = new FloatMatrix(rows, 2 + interaction.pairs())) {
            // A larger batch before must leave no trace.
            fill(interaction.vectors(rows + 3), random);
            FloatMatrix z = interaction.vectors(rows);
            fill(z, random);
            fill(gradient, random);

            interaction.forward(rows, out, 2);
            FloatMatrix byVectors = interaction.backward(rows, gradient, 2);

            for (int row = 0; row < rows; row++) {
                double[][] expected = new double[count][dim];
                int pair = 2;
                for (int i = 0; i < count; i++) {
                    for (int j = 0; j < i; j++) {
                        double product = 0;
                        for (int d = 0; d < dim; d++) {
                            double zi = z.get(row, i * dim + d);
                            double zj = z.get(row, j * dim + d);
                            product += zi * zj;
                            expected[i][d] += gradient.get(row, pair) * zj;
                            expected[j][d] += gradient.get(row, pair) * zi;
                        }
                        assertThat((double) out.get(row, pair)).isCloseTo(product, within(1e-4));
                        pair++;
                    }
                }
                for (int i = 0; i < count; i++) {
                    for (int d = 0; d < dim; d++) {
                        assertThat((double) byVectors.get(row, i * dim + d))
                                .as("sample %d, vector %d, element %d", row, i, d)
                                .isCloseTo(expected[i][d], within(1e-4));
                    }
                }
            }
        }
    }

    private static void fill(FloatMatrix matrix, Random random) {
        for (int i = 0; i < matrix.rows() * matrix.columns(); i++) {
            matrix.buffer().put(i, (float) random.nextGaussian());
        }
    }
}
