package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KernelsTest {
    private static final Kernels REFERENCE = new ReferenceKernels();
    private static final int[] LENGTHS = IntStream.concat(
                    IntStream.rangeClosed(0, 67), IntStream.of(127, 128, 129, 257, 1009))
            .toArray();
    private static final int PADDING = 3;

    private final Random random = new Random(5);

    static List<Kernels> kernels() {
        return KernelsUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sumsAreTheSameUpToRounding(Kernels kernels) {
        for (int length : LENGTHS) {
            float[] x = randomArray(length + 2 * PADDING);
            float[] y = randomArray(length + 2 * PADDING);
            byte[] codes = allCodes(length + 2);
            double dot = 0;
            double dotOfCodes = 0;
            double squares = 0;
            double sum = 0;
            for (int i = 0; i < length; i++) {
                dot += (double) x[i + 1] * y[i + 2];
                dotOfCodes += (double) x[i + 1] * codes[i + 2];
                squares += (double) x[i + 1] * x[i + 1];
                sum += x[i + 1];
            }
            assertThat((double) kernels.dot(x, 1, y, 2, length))
                    .as("length %d", length)
                    .isCloseTo(dot, tolerance(length));
            // Codes are at most 128 times as large as the numbers of y.
            assertThat(kernels.dot(x, 1, codes, 2, length) / 128.0)
                    .as("of bytes, length %d", length)
                    .isCloseTo(dotOfCodes / 128, tolerance(length));
            assertThat((double) kernels.sumOfSquares(x, 1, length))
                    .as("length %d", length)
                    .isCloseTo(squares, tolerance(length));
            assertThat((double) kernels.sum(x, 1, length))
                    .as("length %d", length)
                    .isCloseTo(sum, tolerance(length));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void elementwiseKernelsChangeTheirRangeOnly(Kernels kernels) {
        for (int length : LENGTHS) {
            float[] x = randomArray(length + 2 * PADDING);
            float[] y = randomArray(length + 2 * PADDING);
            float[] expected = y.clone();
            float[] actual = y.clone();

            REFERENCE.add(x, 1, expected, PADDING, length);
            kernels.add(x, 1, actual, PADDING, length);
            assertThat(actual).as("add, length %d", length).containsExactly(expected);

            REFERENCE.scale(0.3f, expected, PADDING, length);
            kernels.scale(0.3f, actual, PADDING, length);
            assertThat(actual).as("scale, length %d", length).containsExactly(expected);

            REFERENCE.addScaled(-1.7f, x, 2, expected, PADDING, length);
            kernels.addScaled(-1.7f, x, 2, actual, PADDING, length);
            // A fused multiply-add rounds once instead of twice; results are below 4.
            assertThat(actual).as("addScaled, length %d", length).containsExactly(expected, within(0x1p-21f));

            byte[] codes = allCodes(length + 2);
            REFERENCE.addScaled(-0.01f, codes, 2, expected, PADDING, length);
            kernels.addScaled(-0.01f, codes, 2, actual, PADDING, length);
            assertThat(actual).as("addScaled of bytes, length %d", length).containsExactly(expected, within(0x1p-20f));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void theLargestIsFoundWhereverItStands(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            for (int place = 0; place < length; place++) {
                float[] x = randomArray(length + 2 * PADDING);
                x[0] = 7f;
                x[length + 1] = 7f;
                x[1 + place] = 2f;
                assertThat(kernels.max(x, 1, length)).isEqualTo(2f);
                x[1 + place] = Float.NaN;
                assertThat(kernels.max(x, 1, length)).isNaN();
            }
        }
        assertThat(kernels.max(new float[1], 0, 0)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(kernels.max(new float[] {-2f, -1f}, 0, 2)).isEqualTo(-1f);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void elementwiseLargestKeepsNaN(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            float[] x = randomArray(length + 2 * PADDING);
            float[] y = randomArray(length + 2 * PADDING);
            x[1 + length / 2] = Float.NaN;
            y[PADDING + length / 3] = Float.NaN;
            float[] expected = y.clone();
            for (int i = 0; i < length; i++) {
                expected[PADDING + i] = Math.max(y[PADDING + i], x[1 + i]);
            }
            kernels.takeMax(x, 1, y, PADDING, length);
            assertThat(y).as("length %d", length).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void findsTheFirstThatIsNotBelowTheThreshold(Kernels kernels) {
        for (int length : KernelsUnderTest.SIZES) {
            float[] x = randomArray(length + 2 * PADDING);
            x[0] = Float.NaN; // before the range
            x[length + 1] = Float.NaN; // behind it
            assertThat(kernels.firstNotBelow(x, 1, length, 1f)).isEqualTo(length + 1);
            for (int place = 1; place <= length; place++) {
                float old = x[place];
                for (float found : new float[] {1f, 2f, Float.POSITIVE_INFINITY, Float.NaN}) {
                    x[place] = found;
                    assertThat(kernels.firstNotBelow(x, 1, length, 1f)).isEqualTo(place);
                }
                x[place] = old;
            }
        }
    }

    /* Products are below 1: each of `length` additions rounds by at most 2^-24 of a sum below `length`. */
    private static Offset<Double> tolerance(int length) {
        return within((length + 1) * (length + 1) * 0x1p-24);
    }

    /** All values in turn. */
    private static byte[] allCodes(int length) {
        byte[] codes = new byte[length];
        for (int i = 0; i < length; i++) {
            codes[i] = (byte) (i * 37 - 128);
        }
        return codes;
    }

    private float[] randomArray(int length) {
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = 2 * random.nextFloat() - 1;
        }
        return array;
    }
}
