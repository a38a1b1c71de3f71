package org.campanile.dlrm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.math.SelfPairs;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotInteractionTest {
    @Test
    void outputIsTheDenseVectorAndTheTriangleBelowTheDiagonalRowByRow() {
        // z0 = (1, 2), the dense features', z1 = (3, 4), z2 = (5, 6): z1 z0 = 11, z2 z0 = 17, z2 z1 = 39.
        GivenVectors dense = new GivenVectors(2, new float[] {1, 2});
        HeapMatrix vectors = matrix(1, 6, new float[] {0, 0, 3, 4, 5, 6});
        HeapMatrix out = matrix(1, 5, new float[5]);
        new DotInteraction(new InteractionShape(3, 2, SelfPairs.LEFT_OUT), 2).forward(0, 1, dense, vectors, out);
        assertThat(out.elements()).containsExactly(1, 2, 11, 17, 39);
    }

    @ParameterizedTest(name = "{0} samples of {1} vectors of {2}, the dense features'' {3} long")
    @CsvSource({"1, 2, 1, 1", "5, 1, 4, 4", "3, 2, 3, 0", "7, 5, 3, 3", "4, 27, 16, 16", "64, 3, 2, 0"})
    void outputsAndGradientsAreThoseOfTheDefinition(int rows, int count, int dim, int direct) {
        Random random = new Random(1);
        int first = 2;
        DotInteraction interaction = new DotInteraction(new InteractionShape(count, dim, SelfPairs.LEFT_OUT), direct);
        int outputs = direct + count * (count - 1) / 2;
        assertThat(interaction.outputSize()).isEqualTo(outputs);
        int all = first + rows;
        GivenVectors dense = new GivenVectors(direct, gaussians(all * direct, random));
        HeapMatrix vectors = matrix(all, count * dim, gaussians(all * count * dim, random));
        HeapMatrix out = matrix(all, outputs + 1, new float[all * (outputs + 1)]);
        if (outputs > 0) {
            out = matrix(all, outputs, new float[all * outputs]);
        }
        HeapMatrix gradient = matrix(all, out.columns(), gaussians(all * out.columns(), random));
        HeapMatrix byVectors = matrix(all, count * dim, gaussians(all * count * dim, random));

        interaction.forward(first, rows, dense, vectors, out);
        interaction.backward(first, rows, gradient, vectors, byVectors, dense);

        for (int row = first; row < all; row++) {
            double[][] z = new double[count][dim];
            for (int i = 0; i < count * dim; i++) {
                z[i / dim][i % dim] = vectors.elements()[row * count * dim + i];
            }
            double[][] expected = new double[count][dim];
            int at = row * out.columns();
            for (int d = 0; d < direct; d++) {
                assertThat(vectors.elements()[row * count * dim + d]).isEqualTo(dense.vectors[row * direct + d]);
                assertThat(out.elements()[at]).isEqualTo(dense.vectors[row * direct + d]);
                expected[0][d] = gradient.elements()[at];
                at++;
            }
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < i; j++) {
                    double product = 0;
                    for (int d = 0; d < dim; d++) {
                        product += z[i][d] * z[j][d];
                        expected[i][d] += gradient.elements()[at] * z[j][d];
                        expected[j][d] += gradient.elements()[at] * z[i][d];
                    }
                    assertThat((double) out.elements()[at]).isCloseTo(product, within(1e-4));
                    at++;
                }
            }
            for (int i = 0; i < count; i++) {
                for (int d = 0; d < dim; d++) {
                    boolean isDense = i == 0 && direct > 0;
                    double found = isDense
                            ? dense.gradients[row * direct + d]
                            : byVectors.elements()[(row * count + i) * dim + d];
                    assertThat(found)
                            .as("sample %d, vector %d, element %d", row, i, d)
                            .isCloseTo(expected[i][d], within(1e-4));
                }
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

    /** Vectors of dense features that were computed before; keeps the gradients that come back. */
    private static final class GivenVectors implements DensePart {
        private final int width;
        private final float[] vectors;
        private final float[] gradients;

        GivenVectors(int width, float[] vectors) {
            this.width = width;
            this.vectors = vectors;
            this.gradients = new float[vectors.length];
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public void readVectors(int firstRow, int rows, float[] out) {
            System.arraycopy(vectors, firstRow * width, out, 0, rows * width);
        }

        @Override
        public void writeGradients(int firstRow, int rows, float[] values) {
            System.arraycopy(values, 0, gradients, firstRow * width, rows * width);
        }

        @Override
        public void ensureCapacity(int rows, int members) {}

        @Override
        public void forward(int member, Batch batch, int firstRow, int rows, ForwardMode mode) {}

        @Override
        public void backward(int member, int firstRow, int rows) {}

        @Override
        public List<DenseNetwork> networks() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
