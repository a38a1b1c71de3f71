package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxKernelsTest {
    private static final SoftmaxKernels REFERENCE = new ReferenceKernels().softmax();
    private static final float NONE = Float.NEGATIVE_INFINITY;
    private static final int AT = 3;

    static List<Kernels> kernels() {
        return KernelsUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void exponentialsAreRightToTwoMillionths(Kernels kernels) {
        int length = 87 * 4096 + 1;
        float[] x = new float[length];
        for (int i = 0; i < length; i++) {
            x[i] = i / -4096f;
        }
        float[] exp = x.clone();
        kernels.softmax().expShifted(exp, 0, length, 0f);
        double worst = 0;
        for (int i = 0; i < length; i++) {
            worst = Math.max(worst, Math.abs(exp[i] / Math.exp(x[i]) - 1));
        }
        assertThat(worst).isLessThan(2e-6);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void farArgumentsUnderflowToZeroAndOverflowToInfinity(Kernels kernels) {
        float[] x =
                TestArrays.repeat(11, NONE, -1e30f, -150f, -104f, 0f, 100f, 1e30f, Float.POSITIVE_INFINITY, Float.NaN);
        kernels.softmax().expShifted(x, 0, x.length, 0f);
        assertThat(x)
                .containsExactly(TestArrays.repeat(
                        11,
                        0f,
                        0f,
                        0f,
                        0f,
                        1f,
                        Float.POSITIVE_INFINITY,
                        Float.POSITIVE_INFINITY,
                        Float.POSITIVE_INFINITY,
                        Float.NaN));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void shiftedExponentialsAreThoseOfTheReference(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            float[] expected = TestArrays.uniform(AT + length + AT, -20f, 1f);
            float[] actual = expected.clone();
            float sum = REFERENCE.expShifted(expected, AT, length, 1f);
            assertThat(kernels.softmax().expShifted(actual, AT, length, 1f))
                    .as("length %d", length)
                    .isCloseTo(sum, within(sum * (2e-6f + length * 0x1p-24f)));
            assertThat(actual).as("length %d", length).containsExactly(expected, within(2e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void softmaxIsThatOfTheReference(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            float[] expected = TestArrays.uniform(AT + length + AT, -30f, 30f);
            float[] actual = expected.clone();
            float logSumExp = REFERENCE.softmax(expected, AT, length);
            assertThat(kernels.softmax().logSumExp(actual, AT, length))
                    .as("length %d", length)
                    .isCloseTo(logSumExp, within(1e-5f));
            assertThat(kernels.softmax().softmax(actual, AT, length))
                    .as("length %d", length)
                    .isCloseTo(logSumExp, within(1e-5f));
            assertThat(actual).as("length %d", length).containsExactly(expected, within(3e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void softmaxOfEqualScoresIsUniform(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            float[] x = new float[length];
            Arrays.fill(x, 1e30f);
            kernels.softmax().softmax(x, 0, length);
            for (float probability : x) {
                assertThat(probability).isCloseTo(1f / length, Percentage.withPercentage(1e-3));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void masksTakeNoPart(Kernels kernels) {
        float[] x = TestArrays.repeat(11, 2f, NONE, 2f);
        int repeats = x.length / 3;
        assertThat(kernels.softmax().softmax(x, 0, x.length))
                .isCloseTo(2f + (float) Math.log(2 * repeats), within(1e-5f));
        assertThat(x).containsExactly(TestArrays.repeat(11, 0.5f / repeats, 0f, 0.5f / repeats), within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void ofNothingButMasksAllIsZero(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            float[] x = new float[length];
            Arrays.fill(x, NONE);
            assertThat(kernels.softmax().logSumExp(x, 0, length)).isEqualTo(NONE);
            assertThat(kernels.softmax().softmax(x, 0, length)).isEqualTo(NONE);
            assertThat(x).containsOnly(0f);
        }
        assertThat(kernels.softmax().logSumExp(new float[0], 0, 0)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void oneNaNMakesAllNaN(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            for (int place : new int[] {0, length / 2, length - 1}) {
                float[] x = TestArrays.uniform(length);
                x[place] = Float.NaN;
                assertThat(kernels.softmax().logSumExp(x, 0, length)).isNaN();
                assertThat(kernels.softmax().softmax(x, 0, length)).isNaN();
                assertThat(x).containsOnly(Float.NaN);
            }
        }
    }
}
