package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationKernelsTest {
    private static final int[] ROWS = {1, 2, 3, 4, 5, 7, 8, 13};
    private static final int AT = 3;

    /** Each pair of passes under one name. */
    enum Layer {
        LINEAR {
            @Override
            void forward(ActivationKernels kernels, float[] x, int rows, int columns, float[] bias) {
                kernels.addBias(x, AT, rows, columns, bias, 1);
            }

            @Override
            void backward(ActivationKernels kernels, float[] y, float[] g, int rows, int columns, float[] sums) {
                kernels.addColumnSums(g, 1, rows, columns, sums, 2);
            }
        },
        RELU {
            @Override
            void forward(ActivationKernels kernels, float[] x, int rows, int columns, float[] bias) {
                kernels.relu(x, AT, rows, columns, bias, 1);
            }

            @Override
            void backward(ActivationKernels kernels, float[] y, float[] g, int rows, int columns, float[] sums) {
                kernels.reluBackward(y, AT, g, 1, rows, columns, sums, 2);
            }
        },
        TANH {
            @Override
            void forward(ActivationKernels kernels, float[] x, int rows, int columns, float[] bias) {
                kernels.tanh(x, AT, rows, columns, bias, 1);
            }

            @Override
            void backward(ActivationKernels kernels, float[] y, float[] g, int rows, int columns, float[] sums) {
                kernels.tanhBackward(y, AT, g, 1, rows, columns, sums, 2);
            }
        },
        SIGMOID {
            @Override
            void forward(ActivationKernels kernels, float[] x, int rows, int columns, float[] bias) {
                kernels.sigmoid(x, AT, rows, columns, bias, 1);
            }

            @Override
            void backward(ActivationKernels kernels, float[] y, float[] g, int rows, int columns, float[] sums) {
                kernels.sigmoidBackward(y, AT, g, 1, rows, columns, sums, 2);
            }
        };

        abstract void forward(ActivationKernels kernels, float[] x, int rows, int columns, float[] bias);

        abstract void backward(ActivationKernels kernels, float[] y, float[] g, int rows, int columns, float[] sums);
    }

    static Stream<Arguments> kernelsAndLayers() {
        return kernels().stream()
                .flatMap(kernels -> Arrays.stream(Layer.values()).map(layer -> Arguments.of(kernels, layer)));
    }

    static List<Kernels> kernels() {
        return KernelsUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("kernelsAndLayers")
    void bothPassesAreThoseOfTheReference(Kernels kernels, Layer layer) {
        ActivationKernels reference = new ReferenceKernels().activations();
        for (int rows : ROWS) {
            for (int columns : KernelsUnderTest.SIZES) {
                int length = rows * columns;
                float[] expected = TestArrays.uniform(AT + length + AT, -3f, 3f);
                float[] actual = expected.clone();
                float[] bias = TestArrays.uniform(columns + 1);
                layer.forward(reference, expected, rows, columns, bias);
                layer.forward(kernels.activations(), actual, rows, columns, bias);
                assertThat(actual).as("%d x %d", rows, columns).containsExactly(expected, within(2e-6f));

                float[] expectedGradient = TestArrays.uniform(length + 2);
                float[] actualGradient = expectedGradient.clone();
                float[] expectedSums = TestArrays.uniform(columns + AT);
                float[] actualSums = expectedSums.clone();
                layer.backward(reference, expected, expectedGradient, rows, columns, expectedSums);
                layer.backward(kernels.activations(), expected, actualGradient, rows, columns, actualSums);
                assertThat(actualGradient)
                        .as("gradient, %d x %d", rows, columns)
                        .containsExactly(expectedGradient, within(1e-6f));
                assertThat(actualSums)
                        .as("bias gradient, %d x %d", rows, columns)
                        .containsExactly(expectedSums, within(rows * 1e-6f));
            }
        }
    }

    /* The derivative of the output by the bias, by central differences in the reference's double precision. */
    @ParameterizedTest
    @EnumSource(Layer.class)
    void gradientIsThatOfCentralDifferences(Layer layer) {
        ActivationKernels reference = new ReferenceKernels().activations();
        for (float input : new float[] {-2.5f, -0.5f, 0.25f, 1.5f}) {
            float step = 0x1p-8f;
            double above = output(layer, reference, input + step);
            double below = output(layer, reference, input - step);
            float[] g = {0f, 1f};
            float[] sums = {0f, 0f, 0f};
            layer.backward(reference, block((float) output(layer, reference, input)), g, 1, 1, sums);
            assertThat((double) sums[2]).isCloseTo((above - below) / (2 * step), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void reluIsZeroBelowZeroAndKeepsNaN(Kernels kernels) {
        float[] inputs = {Float.NaN, Float.NEGATIVE_INFINITY, -0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
        float[] outputs = {Float.NaN, 0f, 0f, Float.POSITIVE_INFINITY, Float.MIN_VALUE};
        float[] x = TestArrays.repeat(7, inputs);
        kernels.activations().relu(x, 0, 1, x.length, new float[x.length], 0);
        assertThat(x).containsExactly(TestArrays.repeat(7, outputs));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void reluPassesTheGradientOfPositiveOutputsOnly(Kernels kernels) {
        int columns = 19;
        float[] y = new float[4 * columns];
        float[] g = new float[4 * columns];
        Arrays.fill(g, 3f);
        for (int i = 0; i < y.length; i += 2) {
            y[i] = Float.MIN_VALUE;
        }
        kernels.activations().reluBackward(y, 0, g, 0, 4, columns, new float[columns], 0);
        for (int i = 0; i < y.length; i++) {
            assertThat(g[i]).isEqualTo(i % 2 == 0 ? 3f : 0f);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void saturatedOutputsAreExact(Kernels kernels) {
        float[] x = new float[33];
        Arrays.fill(x, 0, 17, 200f);
        Arrays.fill(x, 17, 33, -200f);
        float[] sigmoid = x.clone();
        kernels.activations().tanh(x, 0, 1, 33, new float[33], 0);
        kernels.activations().sigmoid(sigmoid, 0, 1, 33, new float[33], 0);
        assertThat(Arrays.copyOf(x, 17)).containsOnly(1f);
        assertThat(Arrays.copyOfRange(x, 17, 33)).containsOnly(-1f);
        assertThat(Arrays.copyOf(sigmoid, 17)).containsOnly(1f);
        assertThat(Arrays.copyOfRange(sigmoid, 17, 33)).containsOnly(0f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void tanhOfSmallNumbersKeepsTheirDigits(Kernels kernels) {
        float[] x = new float[19];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.pow(10, -i);
        }
        float[] y = x.clone();
        kernels.activations().tanh(y, 0, 1, x.length, new float[x.length], 0);
        for (int i = 0; i < x.length; i++) {
            assertThat(y[i] / Math.tanh(x[i])).isCloseTo(1, within(1e-6));
        }
    }

    private static double output(Layer layer, ActivationKernels kernels, float input) {
        float[] x = block(input);
        layer.forward(kernels, x, 1, 1, new float[] {0f, 0f});
        return x[AT];
    }

    private static float[] block(float number) {
        float[] block = new float[AT + 1];
        block[AT] = number;
        return block;
    }
}
