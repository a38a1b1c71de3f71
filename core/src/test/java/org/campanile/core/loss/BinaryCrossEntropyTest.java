package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryCrossEntropyTest {
    private static final double STEP = 1e-4;

    @Test
    void lossIsMinusTheLogOfTheLabelsProbability() {
        // -log(1 / (1 + exp(-0.5))) + -log(1 - 1 / (1 + exp(2))) = 0.474077 + 0.126928
        float[] gradients = new float[2];
        double loss = BinaryCrossEntropy.lossAndGradients(
                new float[] {0.5f, -2f}, 0, new float[] {1f, 0f}, 0, 2, 1f, gradients);
        assertThat(loss).isCloseTo(0.601005, within(1e-6));
        // 1 / (1 + exp(-0.5)) - 1 and 1 / (1 + exp(2))
        assertThat(gradients).containsExactly(new float[] {-0.377541f, 0.119203f}, within(1e-6f));
    }

    @Test
    void gradientIsTheCentralDifferenceOfTheLoss() {
        Random random = new Random(1);
        float scale = 0.25f;
        for (int trial = 0; trial < 200; trial++) {
            float score = (float) random.nextGaussian() * 5;
            float label = random.nextFloat();
            float[] gradient = new float[1];
            BinaryCrossEntropy.lossAndGradients(new float[] {score}, 0, new float[] {label}, 0, 1, scale, gradient);

            double expected = scale * (plainLoss(score + STEP, label) - plainLoss(score - STEP, label)) / (2 * STEP);
            assertThat((double) gradient[0])
                    .as(
                            "gradient at score %f, label %f: found %f, central differences say %f",
                            score, label, gradient[0], expected)
                    .isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void lossAgreesWithTheTextbookForm() {
        Random random = new Random(2);
        for (int trial = 0; trial < 200; trial++) {
            float score = (float) random.nextGaussian() * 5;
            float label = trial % 2;
            double loss = BinaryCrossEntropy.lossAndGradients(
                    new float[] {score}, 0, new float[] {label}, 0, 1, 1f, new float[1]);
            assertThat(loss).isCloseTo(plainLoss(score, label), within(1e-8));
        }
    }

    private static double plainLoss(double score, double label) {
        double p = 1 / (1 + Math.exp(-score));
        return -label * Math.log(p) - (1 - label) * Math.log(1 - p);
    }

    @Test
    void extremeScoresStayFinite() {
        float[] gradients = new float[4];
        double loss = BinaryCrossEntropy.lossAndGradients(
                new float[] {1000f, -1000f, 1000f, -1000f}, 0, new float[] {1f, 0f, 0f, 1f}, 0, 4, 1f, gradients);
        // Right answers cost nothing; wrong ones cost the score's distance from 0: 1000 + 1000.
        assertThat(loss).isEqualTo(2000);
        assertThat(gradients).containsExactly(0f, 0f, 1f, -1f);
    }

    @Test
    void gradientsMayTakeThePlaceOfTheScores() {
        float[] scores = {0.5f, -2f, 7f};
        BinaryCrossEntropy.lossAndGradients(scores, 0, new float[] {1f, 0f}, 0, 2, 1f, scores);
        assertThat(scores).containsExactly(new float[] {-0.377541f, 0.119203f, 7f}, within(1e-6f));
    }

    @Test
    void notANumberIsPassedOn() {
        double loss = BinaryCrossEntropy.lossAndGradients(
                new float[] {Float.NaN}, 0, new float[] {1f}, 0, 1, 1f, new float[1]);
        assertThat(loss).isNaN();
    }

    @Test
    void probabilityIsTheLogisticFunction() {
        assertThat(BinaryCrossEntropy.probability(0f)).isEqualTo(0.5f);
        assertThat(BinaryCrossEntropy.probability(-200f))
                .isGreaterThanOrEqualTo(0f)
                .isLessThan(1e-30f);
        assertThat(BinaryCrossEntropy.probability(200f)).isEqualTo(1f);
        // 1 / (1 + exp(-1.5))
        assertThat(BinaryCrossEntropy.probability(1.5f)).isCloseTo(0.817574f, within(1e-6f));
    }

    @Test
    void arraysThatAreTooShortAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BinaryCrossEntropy.lossAndGradients(new float[3], 0, new float[2], 0, 3, 1f, new float[3]))
                .withMessage("3 scores from 0 on, with labels from 0 on, do not fit arrays of 3, 2 and 3");
    }
}
