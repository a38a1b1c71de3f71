package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxCrossEntropyTest {
    @Test
    void lossIsMinusTheLogOfTheTargetsProbability() {
        // exp(1, 2, 3) = 2.718282, 7.389056, 20.085537, sum 30.192875: p = 0.090031, 0.244728, 0.665241.
        float[] scores = {1, 2, 3, 9};
        double loss = SoftmaxCrossEntropy.lossAndGradients(scores, 3, 1, 2f);
        // -log(0.244728)
        assertThat(loss).isCloseTo(1.407606, within(1e-6));
        // 2 (p - (0, 1, 0)); the fourth score is not meant.
        assertThat(scores).containsExactly(new float[] {0.180062f, -1.510544f, 1.330482f, 9f}, within(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 13, 31, 61, 127, 257, 1021})
    void agreesWithTheTextbookForm(int length) {
        Random random = new Random(length);
        float[] scores = new float[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            scores[i] = (float) random.nextGaussian() * 4;
            sum += Math.exp(scores[i]);
        }
        int target = random.nextInt(length);
        float[] gradients = scores.clone();
        double loss = SoftmaxCrossEntropy.lossAndGradients(gradients, length, target, 1f);

        // Sums of exponentials that each round by 2^-24 of theirs.
        assertThat(loss).isCloseTo(Math.log(sum) - scores[target], within(4e-6));
        for (int i = 0; i < length; i++) {
            double probability = Math.exp(scores[i]) / sum;
            assertThat((double) gradients[i])
                    .as("gradient of %d", i)
                    .isCloseTo(probability - (i == target ? 1 : 0), within(2e-6 * probability + 1e-7));
        }
    }

    @Test
    void scoresThatAreMaskedTakeNoPart() {
        float[] scores = {Float.NEGATIVE_INFINITY, 1f, Float.NEGATIVE_INFINITY, 1f};
        assertThat(SoftmaxCrossEntropy.lossAndGradients(scores, 4, 1, 1f)).isCloseTo(Math.log(2), within(1e-6));
        assertThat(scores).containsExactly(new float[] {0f, -0.5f, 0f, 0.5f}, within(1e-7f));
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e6f, -1e4f, 0f, 1e4f, 1e6f})
    void aTargetThatStandsAloneCostsNothing(float score) {
        float[] scores = {Float.NEGATIVE_INFINITY, score, Float.NEGATIVE_INFINITY};
        assertThat(SoftmaxCrossEntropy.lossAndGradients(scores, 3, 1, 1f)).isZero();
        assertThat(scores).containsOnly(0f);
    }

    @Test
    void extremeScoresStayFinite() {
        float[] scores = {1e4f, -1e4f, 0f};
        // The target is 20,000 below the best, whose probability is 1.
        assertThat(SoftmaxCrossEntropy.lossAndGradients(scores, 3, 1, 1f)).isEqualTo(20_000);
        assertThat(scores).containsExactly(1f, -1f, 0f);
    }

    @Test
    void notANumberIsPassedOn() {
        assertThat(SoftmaxCrossEntropy.lossAndGradients(new float[] {0f, Float.NaN, 1f}, 3, 0, 1f))
                .isNaN();
    }
}
