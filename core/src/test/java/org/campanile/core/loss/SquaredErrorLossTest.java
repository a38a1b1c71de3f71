package org.campanile.core.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SquaredErrorLossTest {
    private static final int[] ITEMS = {7, 8, 9, 3, 4, 5};
    private static final float[] TARGETS = {4, 0, 0, 2.5f, 0, 0};

    @Test
    void lossIsTheMeanOfTheSquares() {
        SquaredErrorLoss loss = new SquaredErrorLoss(3, 3);
        loss.set(ITEMS, TARGETS, new float[0], 2);
        float[] scores = {3, 1, -2};

        // ((3 - 4)^2 + 1^2 + (-2)^2) / 3 = 2; 2 (-1, 1, -2) / (2 users * 3).
        assertThat(loss.lossAndGradients(0, scores)).isCloseTo(2, within(1e-12));
        assertThat(scores).containsExactly(new float[] {-1f / 3, 1f / 3, -2f / 3}, within(1e-7f));
    }

    @Test
    void gradientsAreTheCentralDifferencesOfTheLoss() {
        SquaredErrorLoss loss = new SquaredErrorLoss(3, 3);
        loss.set(ITEMS, TARGETS, new float[0], 2);
        float[] at = {1.5f, -0.25f, 0.75f};
        float[] gradients = at.clone();
        loss.lossAndGradients(1, gradients);
        // A parabola has no third derivative, so that any step will do: this one is exact in binary.
        float step = 0.125f;
        for (int k = 0; k < 3; k++) {
            float[] above = at.clone();
            float[] below = at.clone();
            above[k] += step;
            below[k] -= step;
            double slope = (loss.lossAndGradients(1, above) - loss.lossAndGradients(1, below)) / (2 * step);
            // Of two users each counts half in the mean.
            assertThat((double) gradients[k]).isCloseTo(slope / 2, within(1e-6));
        }
    }

    @Test
    void aCandidateThatIsLeftOutTakesNoPart() {
        SquaredErrorLoss loss = new SquaredErrorLoss(3, 2);
        loss.set(ITEMS, TARGETS, new float[0], 1);
        float[] scores = {3, Float.NEGATIVE_INFINITY, 2};

        // (1 + 4) / 2
        assertThat(loss.lossAndGradients(0, scores)).isCloseTo(2.5, within(1e-12));
        assertThat(scores).containsExactly(-1f, 0f, 2f);
    }
}
