package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ItemFrequenciesTest {
    @Test
    void probabilitiesAreShares() {
        // log(1/8), log(2/8), log(5/8), and log(1/8) for the item without rows
        assertThat(ItemFrequencies.logProbabilities(new long[] {1, 2, 5, 0}))
                .containsExactly(new float[] {-2.079442f, -1.386294f, -0.470004f, -2.079442f}, within(1e-6f));
    }

    @Test
    void withoutAnyRowsAllAreEqual() {
        assertThat(ItemFrequencies.logProbabilities(new long[3])).containsExactly(0f, 0f, 0f);
    }
}
