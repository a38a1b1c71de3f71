package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UniformNegativeSamplerTest {

    @Test
    void drawsEveryKnownItemEquallyOften() {
        int items = 101;
        int samples = 20_000;
        int count = 5;
        UniformNegativeSampler sampler = new UniformNegativeSampler(items, 42);
        long[] counts = new long[items];
        int[] draws = new int[count];
        for (int position = 0; position < samples; position++) {
            sampler.sample(3, position, count, draws, 0);
            for (int item : draws) {
                counts[item]++;
            }
        }
        double expected = (double) samples * count / (items - 1);
        double statistic = 0;
        for (int item = 1; item < items; item++) {
            statistic += (counts[item] - expected) * (counts[item] - expected) / expected;
        }
        assertThat(counts[0]).as("draws of the unknown item").isZero();
        // Quantiles of chi-square with 99 degrees of freedom at 1e-5 and 1 - 1e-4, as approximated by Wilson and
        // Hilferty.
        assertThat(statistic).isBetween(49.9, 160.2);
    }

    @Test
    void drawsDependOnSeedEpochAndPositionOnly() {
        UniformNegativeSampler sampler = new UniformNegativeSampler(1_000_000, 42);
        int[] first = draw(sampler, 1, 77);
        draw(sampler, 5, 1);
        assertThat(draw(sampler, 1, 77)).containsExactly(first);
        assertThat(draw(new UniformNegativeSampler(1_000_000, 42), 1, 77)).containsExactly(first);
        assertThat(draw(sampler, 2, 77)).isNotEqualTo(first);
        assertThat(draw(sampler, 1, 78)).isNotEqualTo(first);
        assertThat(draw(new UniformNegativeSampler(1_000_000, 43), 1, 77)).isNotEqualTo(first);
        assertThat(Arrays.stream(first).distinct().count()).isEqualTo(8);
    }

    @Test
    void fewerDrawsAreTheFirstOfMore() {
        UniformNegativeSampler sampler = new UniformNegativeSampler(1000, 42);
        int[] out = new int[6];
        sampler.sample(1, 77, 3, out, 2);
        int[] all = draw(sampler, 1, 77);
        assertThat(out).containsExactly(0, 0, all[0], all[1], all[2], 0);
    }

    @Test
    void aSingleKnownItemIsAlwaysDrawn() {
        assertThat(draw(new UniformNegativeSampler(2, 9), 0, 0)).containsOnly(1);
    }

    @Test
    void noKnownItemIsRefused() {
        assertThatThrownBy(() -> new UniformNegativeSampler(1, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sampling negatives takes at least one known item, but items is 1");
    }

    private static int[] draw(UniformNegativeSampler sampler, int epoch, long position) {
        int[] draws = new int[8];
        sampler.sample(epoch, position, draws.length, draws, 0);
        return draws;
    }
}
