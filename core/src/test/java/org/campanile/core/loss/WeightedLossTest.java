package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WeightedLossTest {
    private static final int[] ITEMS = {1, 2, 3, 4};
    private static final float[] LABELS = {1, 0, 1, 0};

    @Test
    void aUsersLossAndGradientsCountAsItsWeightSays() {
        PointWiseLoss plain = new PointWiseLoss(2);
        plain.set(ITEMS, LABELS, new float[0], 2);
        float[] expected = {0.5f, -1f};
        double loss = plain.lossAndGradients(1, expected);
        WeightedLoss weighted = new WeightedLoss(new PointWiseLoss(2));
        weighted.weigh(new float[] {1f, 2.5f}, 2);
        weighted.set(ITEMS, LABELS, new float[0], 2);
        float[] scores = {0.5f, -1f};

        assertThat(weighted.lossAndGradients(1, scores)).isCloseTo(2.5 * loss, within(1e-12));

        assertThat(scores).containsExactly(2.5f * expected[0], 2.5f * expected[1]);
    }

    @Test
    void gradientsAreThoseOfTheWeightedLoss() {
        WeightedLoss loss = new WeightedLoss(new PointWiseLoss(2));
        loss.weigh(new float[] {0.75f}, 1);
        loss.set(new int[] {1, 2}, new float[] {1, 0}, new float[0], 1);
        float[] gradients = {0.3f, -0.2f};
        loss.lossAndGradients(0, gradients);
        float step = 1e-2f;
        for (int k = 0; k < 2; k++) {
            float[] above = {0.3f, -0.2f};
            float[] below = {0.3f, -0.2f};
            above[k] += step;
            below[k] -= step;

            double slope = (loss.lossAndGradients(0, above) - loss.lossAndGradients(0, below)) / (2 * step);

            // The third derivative of the logistic function is at most 1/8: an error of 1e-4 / 6 / 8, and rounding.
            assertThat(gradients[k]).isCloseTo((float) slope, within(1e-4f));
        }
    }

    @Test
    void usersWithoutWeightsAreRefused() {
        WeightedLoss loss = new WeightedLoss(new PointWiseLoss(2));
        loss.weigh(new float[] {1f}, 1);

        assertThatThrownBy(() -> loss.set(ITEMS, LABELS, new float[0], 2)).hasMessage("2 users have 1 weights");
    }
}
