package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TaskLossTest {
    private static final float STEP = 1f / 1024;

    @Test
    void valuesFollowTheFormulas() {
        float[] labels = {1, 4};
        float[] outputs = {1.5f, 1};
        // 0.5^2 + 3^2, slopes 2 * 0.5 and 2 * -3.
        assertLoss(new SquaredError(), outputs, labels, 9.25, 1, -6);
        // 0.5^2 / 2 + 2 (3 - 2 / 2), slopes 0.5 and -2.
        assertLoss(new HuberLoss(2), outputs, labels, 4.125, 0.5f, -2);
        // Two classes with outputs 0 and ln 3: probabilities 1/4 and 3/4; the label is the first class.
        assertLoss(
                new ClassCrossEntropy(2),
                new float[] {0, (float) Math.log(3)},
                new float[] {0},
                Math.log(4),
                -0.75f,
                0.75f);
    }

    private static void assertLoss(
            TaskLoss loss, float[] outputs, float[] labels, double expected, float... gradients) {
        float[] found = new float[outputs.length];
        double sum = loss.lossAndGradients(outputs, 0, labels, new float[0], labels.length, 1f, found);
        assertThat(sum).isCloseTo(expected, within(1e-6));
        assertThat(found).containsExactly(gradients, within(1e-6f));
    }

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(new ClickLoss(2, 3), 1, 2),
                Arguments.of(new SquaredError(), 1, 10),
                Arguments.of(new HuberLoss(0.75), 1, 10),
                Arguments.of(new ClassCrossEntropy(5), 5, 5));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void gradientsAreThoseOfCentralDifferences(TaskLoss loss, int width, int labelBound) {
        Random random = new Random(3);
        int rows = 40;
        float[] outputs = new float[rows * width];
        float[] labels = new float[rows];
        float[] weights = new float[rows];
        for (int i = 0; i < outputs.length; i++) {
            // Multiples of the step are exact, and so are their sums with it.
            outputs[i] = Math.round(random.nextGaussian() / STEP) * STEP;
        }
        for (int row = 0; row < rows; row++) {
            labels[row] = random.nextInt(labelBound);
            weights[row] = random.nextFloat();
        }
        float[] gradients = outputs.clone();
        loss.lossAndGradients(gradients, 0, labels, weights, rows, 0.5f, gradients);
        for (int i = 0; i < outputs.length; i++) {
            double above = lossWith(loss, outputs, i, outputs[i] + STEP, labels, weights);
            double below = lossWith(loss, outputs, i, outputs[i] - STEP, labels, weights);
            assertThat((double) gradients[i])
                    .as("gradient %d", i)
                    .isCloseTo(0.5 * (above - below) / (2 * STEP), within(1e-3));
        }
    }

    private static double lossWith(
            TaskLoss loss, float[] outputs, int changed, float value, float[] labels, float[] weights) {
        float[] copy = outputs.clone();
        copy[changed] = value;
        int row = changed * labels.length / outputs.length;
        return loss.lossAndGradients(copy, row, labels, weights, 1, 1f, new float[copy.length]);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void someRowsOfABatchAreTakenAlone(TaskLoss loss, int width, int labelBound) {
        float[] outputs = new float[4 * width];
        float[] labels = {0, 1, 0, 1};
        float[] gradients = new float[outputs.length];
        double all = loss.lossAndGradients(outputs, 0, labels, new float[0], 4, 1f, new float[outputs.length]);
        double middle = loss.lossAndGradients(outputs, 1, labels, new float[0], 2, 1f, gradients);

        assertThat(middle).isCloseTo(all / 2, within(1e-6));
        for (int i = 0; i < width; i++) {
            assertThat(gradients[i]).isZero();
            assertThat(gradients[3 * width + i]).isZero();
        }
        assertThat(gradients[2 * width - 1]).isNotZero();
    }

    @Test
    void unusableSettingsAreRefused() {
        assertThatThrownBy(() -> new HuberLoss(0)).hasMessage("delta must be above 0, but is 0.0");
        assertThatThrownBy(() -> new ClassCrossEntropy(1)).hasMessage("classes must be at least 2, but are 1");
    }
}
