package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PoissonTest {

    @Test
    void drawsComeAsOftenAsTheDistributionSays() {
        int draws = 200_000;
        int[] counts = new int[19];
        for (int i = 0; i < draws; i++) {
            counts[Poisson.one(CounterRandom.hash(5, i))]++;
        }
        double probability = Math.exp(-1); // e^-1 / k!
        for (int k = 0; k < 5; k++) {
            // five standard deviations of a binomial share: 5 sqrt(p (1 - p) / 200,000) is below 0.0056 for every p
            assertThat((double) counts[k] / draws).as("share of %d", k).isEqualTo(probability, within(0.0056));
            probability /= k + 1;
        }
    }

    @Test
    void everyHashStandsForADraw() {
        assertThat(Poisson.one(0)).isZero(); // uniform 0 < e^-1
        assertThat(Poisson.one(-1)).isBetween(15, 18); // uniform 1 - 2^-53, where P(> 15) is 2e-14
        // uniform 0.5: P(0) = .3679 <= 0.5 < P(0) + P(1) = .7358
        assertThat(Poisson.one(1L << 63)).isEqualTo(1);
    }
}
