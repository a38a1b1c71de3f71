package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerKernelsTest {
    private static final OptimizerKernels REFERENCE = new ReferenceKernels().optimizers();
    private static final int AT = 3;

    /* Weights and state are below 4, a step below 2; both are rounded a few times. */
    private static final Offset<Float> ROUNDING = within(0x1p-20f);

    static List<Kernels> kernels() {
        return KernelsUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rowWiseAdagradDividesByTheRootOfTheMeanSquare(Kernels kernels) {
        // s = 0.5 + (1 + 9 + 4 + 4) / 4 = 5, hence w - 0.1 / sqrt(5) * g.
        float[] records = {9, 1, 2, 3, 4, 0.5f, 9};
        kernels.optimizers().rowWiseAdagrad(records, 1, 4, new float[] {1, 3, -2, 2}, 0, 0.1f);
        assertThat(records)
                .containsExactly(new float[] {9, 0.9552786f, 1.8658359f, 3.0894427f, 3.9105573f, 5, 9}, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void adagradDividesByTheRootOfTheSquares(Kernels kernels) {
        // h = (0 + 4, 7 + 9), hence 1 - 0.5 * 2 / 2 and 2 + 0.5 * 3 / 4.
        float[] records = {9, 1, 2, 0, 7, 9};
        kernels.optimizers().adagrad(records, 1, 2, new float[] {2, -3}, 0, 0.5f);
        assertThat(records).containsExactly(new float[] {9, 0.5f, 2.375f, 4, 16, 9}, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theFirstStepOfAdamIsTheLearningRate(Kernels kernels) {
        // With both biases corrected, the first step is lr g / (|g| + epsilon').
        AdamSettings settings = AdamSettings.USUAL;
        float[] record = {1, 1, 0, 0, 0, 0};
        kernels.optimizers()
                .adam(settings, settings.alpha(0.25, 1), record, 0, record, 2, record, 4, new float[] {3, -2}, 0, 2);
        assertThat(record).containsExactly(new float[] {0.75f, 1.25f, 0.3f, -0.2f, 0.009f, 0.004f}, within(1e-5f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void rowWiseAdagradIsThatOfTheReference(Kernels kernels) {
        for (int dim : KernelsUnderTest.SIZES) {
            float[] expected = TestArrays.uniform(AT + dim + 1 + AT);
            expected[AT + dim] = 0.5f;
            float[] actual = expected.clone();
            float[] g = TestArrays.uniform(dim + 1);
            REFERENCE.rowWiseAdagrad(expected, AT, dim, g, 1, 0.7f);
            kernels.optimizers().rowWiseAdagrad(actual, AT, dim, g, 1, 0.7f);
            assertThat(actual).as("dim %d", dim).containsExactly(expected, ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void adagradIsThatOfTheReference(Kernels kernels) {
        for (int dim : KernelsUnderTest.SIZES) {
            float[] expected = TestArrays.uniform(AT + 2 * dim + AT, 0.1f, 1f);
            float[] actual = expected.clone();
            float[] g = TestArrays.uniform(dim + 1);
            REFERENCE.adagrad(expected, AT, dim, g, 1, 0.7f);
            kernels.optimizers().adagrad(actual, AT, dim, g, 1, 0.7f);
            assertThat(actual).as("dim %d", dim).containsExactly(expected, ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void adamOnARowIsThatOfTheReference(Kernels kernels) {
        AdamSettings settings = new AdamSettings(0.8f, 0.9f, 1e-3f);
        for (int dim : KernelsUnderTest.SIZES) {
            float[] expected = TestArrays.uniform(AT + 3 * dim + AT, 0.1f, 1f);
            float[] actual = expected.clone();
            float[] g = TestArrays.uniform(dim + 1);
            int m = AT + dim;
            int v = AT + 2 * dim;
            REFERENCE.adam(settings, 0.1f, expected, AT, expected, m, expected, v, g, 1, dim);
            kernels.optimizers().adam(settings, 0.1f, actual, AT, actual, m, actual, v, g, 1, dim);
            assertThat(actual).as("dim %d", dim).containsExactly(expected, ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void adamOnVectorsIsThatOfTheReference(Kernels kernels) {
        AdamSettings settings = new AdamSettings(0.8f, 0.9f, 1e-3f);
        for (int length : KernelsUnderTest.SIZES) {
            float[] g = TestArrays.uniform(length + 2 * AT);
            float[][] expected = moments(length);
            float[][] actual = moments(length);
            REFERENCE.adam(settings, 0.1f, expected[0], AT, expected[1], AT, expected[2], AT, g, AT, length);
            kernels.optimizers().adam(settings, 0.1f, actual[0], AT, actual[1], AT, actual[2], AT, g, AT, length);
            for (int part = 0; part < 3; part++) {
                assertThat(actual[part]).as("length %d", length).containsExactly(expected[part], ROUNDING);
            }
        }
    }

    @Test
    void alphaCorrectsBothBiases() {
        // Step 2: lr sqrt(1 - 0.81) / (1 - 0.25)
        AdamSettings settings = new AdamSettings(0.5f, 0.9f, 1e-8f);
        assertThat(settings.alpha(0.1, 2)).isCloseTo(0.1f * 0.4358899f / 0.75f, within(1e-7f));
    }

    @Test
    void refusesADecayOfOne() {
        assertThatThrownBy(() -> new AdamSettings(0.9f, 1f, 1e-8f))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Adam's beta2 must be in [0, 1), but is 1.0");
    }

    /** Weights, means and mean squares. */
    private static float[][] moments(int length) {
        float[] numbers = TestArrays.uniform(length + 2 * AT, 0.1f, 1f);
        return new float[][] {numbers.clone(), numbers.clone(), numbers.clone()};
    }
}
