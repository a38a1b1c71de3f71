package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.campanile.core.math.HeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FmInteractionTest {
    @Test
    void addsTheWeightsAndTheProductsOfAllPairs() {
        // v = (1, 2), (3, 4), (5, 6) with weights 0.5, 0.25, 0.125: 11 + 17 + 39 + 0.875, added to what is there.
        HeapMatrix vectors = matrix(1, 9, new float[] {1, 2, 0.5f, 3, 4, 0.25f, 5, 6, 0.125f});
        float[] out = {100};
        new FmInteraction(3, 2).forward(0, 1, vectors, out);
        assertThat(out).containsExactly(167.875f);
    }

    @ParameterizedTest(name = "{0} samples of {1} fields of {2}")
    @CsvSource({"1, 1, 1", "3, 2, 0", "5, 7, 3", "64, 10, 10", "2, 27, 17"})
    void outputsAndGradientsAreThoseOfTheDefinition(int rows, int fields, int dim) {
        Random random = new Random(1);
        int first = 2;
        int all = first + rows;
        int width = fields * (dim + 1);
        HeapMatrix vectors = matrix(all, width, gaussians(all * width, random));
        HeapMatrix gradients = matrix(all, width, new float[all * width]);
        float[] out = new float[all];
        float[] byOut = gaussians(all, random);
        FmInteraction interaction = new FmInteraction(fields, dim);

        interaction.forward(first, rows, vectors, out);
        interaction.backward(first, rows, byOut, vectors, gradients);

        float[] v = vectors.elements();
        for (int row = first; row < all; row++) {
            double expected = 0;
            double[] byVectors = new double[width];
            for (int f = 0; f < fields; f++) {
                int at = row * width + f * (dim + 1);
                expected += v[at + dim];
                byVectors[f * (dim + 1) + dim] = byOut[row];
                for (int g = 0; g < fields; g++) {
                    int other = row * width + g * (dim + 1);
                    for (int d = 0; d < dim && g != f; d++) {
                        expected += 0.5 * v[at + d] * v[other + d];
                        byVectors[f * (dim + 1) + d] += byOut[row] * v[other + d];
                    }
                }
            }
            assertThat((double) out[row]).isCloseTo(expected, within(1e-4 * (1 + Math.abs(expected))));
            for (int i = 0; i < width; i++) {
                assertThat((double) gradients.elements()[row * width + i])
                        .as("sample %d, number %d", row, i)
                        .isCloseTo(byVectors[i], within(1e-4));
            }
        }
    }

    private static float[] gaussians(int count, Random random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static HeapMatrix matrix(int rows, int columns, float[] values) {
        HeapMatrix matrix = new HeapMatrix(columns);
        matrix.ensureRows(rows);
        matrix.write(0, 0, values, 0, values.length);
        return matrix;
    }
}
