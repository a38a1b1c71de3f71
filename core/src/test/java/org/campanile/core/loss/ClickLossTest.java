package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickLossTest {
    private static final double STEP = 1e-5;

    @Test
    void valuesFollowTheFormula() {
        // sigmoid(ln 3) = 3/4. Positive: -2 (1/4)^2 ln(3/4) = 0.0359603; negative: -(3/4)^2 ln(1/4) = 0.7797904.
        float logit = (float) Math.log(3);
        float[] gradients = new float[2];
        double loss = new ClickLoss(2, 2)
                .lossAndGradients(new float[] {logit, logit}, 0, new float[] {1, 0}, new float[0], 2, 1f, gradients);
        assertThat(loss).isCloseTo(0.0359603 + 0.7797904, within(1e-6));
        // Positive: 2 (2 (1/16) (3/4) ln(3/4) - 1/64) = -0.0851905; negative: -(2 (9/16) (1/4) ln(1/4) - 27/64).
        assertThat(gradients[0]).isCloseTo(-0.0851905f, within(1e-6f));
        assertThat(gradients[1]).isCloseTo(0.8117703f, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 3", "2, 1", "0.5, 0.25", "5, 1"})
    void gradientsAreThoseOfCentralDifferences(double gamma, double positiveWeight) {
        Random random = new Random(3);
        ClickLoss loss = new ClickLoss(gamma, positiveWeight);
        float[] weights = {1.5f};
        for (int i = 0; i < 200; i++) {
            double score = 6 * random.nextGaussian();
            int label = random.nextInt(2);
            float[] gradient = {(float) score};
            double found = loss.lossAndGradients(gradient, 0, new float[] {label}, weights, 1, 1f, gradient);
            double at = (float) score;
            assertThat(found).isCloseTo(definition(loss, at, label), within(1e-5 * (1 + found)));
            double expected = (definition(loss, at + STEP, label) - definition(loss, at - STEP, label)) / (2 * STEP);
            assertThat((double) gradient[0])
                    .as("gradient at %.5f, label %d", score, label)
                    .isCloseTo(expected, within(1e-5 * (1 + Math.abs(expected))));
        }
    }

    private static double definition(ClickLoss loss, double score, int label) {
        double toLabel = label == 1 ? score : -score;
        double rest = 1 / (1 + Math.exp(toLabel));
        double a = label == 1 ? loss.positiveWeight() : 1;
        return 1.5 * a * Math.pow(rest, loss.gamma()) * Math.log1p(Math.exp(-toLabel));
    }

    @Test
    void withoutFocusAndWeightsItIsTheCrossEntropy() {
        float[] scores = {-3, 0.5f, 2};
        float[] labels = {0, 1, 0};
        float[] found = new float[3];
        float[] expected = new float[3];
        double loss =
                ClickLoss.CROSS_ENTROPY.lossAndGradients(scores, 0, labels, new float[] {1, 1, 1}, 3, 0.5f, found);
        assertThat(loss)
                .isCloseTo(BinaryCrossEntropy.lossAndGradients(scores, 0, labels, 0, 3, 0.5f, expected), within(1e-9));
        assertThat(found).containsExactly(expected, within(1e-7f));
    }

    @Test
    void extremeScoresOverflowNothing() {
        float[] gradients = new float[2];
        double loss = new ClickLoss(2, 1)
                .lossAndGradients(new float[] {-500, 500}, 0, new float[] {1, 1}, new float[0], 2, 1f, gradients);
        assertThat(loss).isCloseTo(500, within(1e-9));
        assertThat(gradients).containsExactly(new float[] {-1, 0}, within(0f));
    }
}
