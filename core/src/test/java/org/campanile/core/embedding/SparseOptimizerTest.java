package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SparseOptimizerTest {

    @Test
    void rowWiseAdagradDividesByTheRootOfTheMeanSquaresSoFar() {
        float[] records = {9f, 1f, 2f, 0f, 9f};
        RowWiseAdagrad optimizer = new RowWiseAdagrad(0.1f);

        // s = (3^2 + 4^2) / 2 = 12.5; rate 0.1 / sqrt(12.5) = 0.0282843
        optimizer.update(records, 1, new float[] {3f, 4f}, 0, 2);
        assertThat(records).containsExactly(new float[] {9f, 0.9151472f, 1.8868629f, 12.5f, 9f}, within(1e-6f));

        // s = 12.5 + (1 + 1) / 2 = 13.5; rate 0.1 / sqrt(13.5) = 0.0272166
        optimizer.update(records, 1, new float[] {1f, -1f}, 0, 2);
        assertThat(records).containsExactly(new float[] {9f, 0.8879306f, 1.9140795f, 13.5f, 9f}, within(1e-6f));
    }

    @Test
    void rowWiseAdagradLeavesARowWithoutGradientAlone() {
        float[] records = {1f, 2f, 0f};
        new RowWiseAdagrad(0.1f).update(records, 0, new float[2], 0, 2);
        assertThat(records).containsExactly(1f, 2f, 0f);
    }

    @Test
    void stochasticGradientDescentTakesTheGradientTimesTheRate() {
        float[] records = {1f, 2f, 5f};
        new StochasticGradientDescent(0.5f).update(records, 0, new float[] {4f, -2f}, 0, 2);
        assertThat(records).containsExactly(-1f, 3f, 5f);
    }
}
