package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRandomTest {
    private static final int DRAWS = 100_000;

    @Test
    void countersWalkThroughSplitMix64() {
        // The first outputs of SplitMix64 for seed 1234567, as published at
        // https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
        String[] outputs = {
            "6457827717110365317",
            "3203168211198807973",
            "9817491932198370423",
            "4593380528125082431",
            "16408922859458223821"
        };
        for (int i = 0; i < outputs.length; i++) {
            assertThat(CounterRandom.hash(1234567, i)).isEqualTo(Long.parseUnsignedLong(outputs[i]));
        }
    }

    @Test
    void moreCountersNest() {
        long first = CounterRandom.hash(9, 4);
        assertThat(CounterRandom.hash(9, 4, 7)).isEqualTo(CounterRandom.hash(first, 7));
        assertThat(CounterRandom.hash(9, 4, 7, 1)).isEqualTo(CounterRandom.hash(CounterRandom.hash(9, 4, 7), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 97, 256, 1000})
    void boundedDrawsAreUniform(int bound) {
        long[] counts = new long[bound];
        for (int i = 0; i < DRAWS; i++) {
            counts[CounterRandom.below(CounterRandom.hash(3, i), bound)]++;
        }
        assertUniform(counts);
    }

    @Test
    void successiveDrawsAreIndependentInEveryCounter() {
        assertPairsUniform((i, next) -> CounterRandom.hash(11, i + next));
        assertPairsUniform((i, next) -> CounterRandom.hash(11 + next, i));
        assertPairsUniform((i, next) -> CounterRandom.hash(11, i + next, 5));
        assertPairsUniform((i, next) -> CounterRandom.hash(11, 5, i, next));
        assertPairsUniform((i, next) -> CounterRandom.hash(11, i, 5 + next));
        assertPairsUniform((i, next) -> CounterRandom.hash(11, i + next, i));
    }

    /** Chi-square over the 16 x 16 cells of the leading four bits of one draw and of the next. */
    private static void assertPairsUniform(LongBinaryOperator draw) {
        long[] counts = new long[256];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) ((draw.applyAsLong(i, 0) >>> 60 << 4) | (draw.applyAsLong(i, 1) >>> 60))]++;
        }
        assertUniform(counts);
    }

    /*
     * Pearson's chi-square with d = cells - 1 degrees of freedom has mean d and variance 2d. Five standard deviations
     * and some for the skew of small d: less than one run in 10,000 of a good generator, and the seeds are fixed.
     */
    private static void assertUniform(long[] counts) {
        double expected = (double) DRAWS / counts.length;
        double statistic = 0;
        for (long count : counts) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        int degrees = counts.length - 1;
        assertThat(statistic)
                .isBetween(degrees - 5 * Math.sqrt(2.0 * degrees), degrees + 5 * Math.sqrt(2.0 * degrees) + 10);
    }

    @Test
    void flippingOneBitOfACounterFlipsHalfOfTheHash() {
        for (int bit = 0; bit < 64; bit++) {
            long flipped = 0;
            for (int i = 0; i < 1000; i++) {
                flipped += Long.bitCount(CounterRandom.hash(21, i, 3) ^ CounterRandom.hash(21, i ^ (1L << bit), 3));
            }
            // 64,000 fair coins: mean 32,000, standard deviation 126.
            assertThat(flipped / 1000.0).as("bit %d", bit).isCloseTo(32.0, within(0.65));
        }
    }

    @Test
    void purposesHaveSeedsOfTheirOwn() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            for (String purpose : new String[] {"", "a", "b", "ab", "ba", "user", "user "}) {
                seeds.add(CounterRandom.seedFor(seed, purpose));
            }
        }
        assertThat(seeds).hasSize(700);
    }

    @Test
    void uniformKeepsWithinItsRange() {
        assertThat(CounterRandom.uniform(0L)).isEqualTo(0f);
        assertThat(CounterRandom.uniform(-1L)).isEqualTo(1 - 0x1p-24f);
        for (float range : new float[] {1f, 0.3f, 0.01f, 1.9999999f, 7e-20f}) {
            assertThat(CounterRandom.uniform(0L, range)).isEqualTo(-range);
            assertThat(CounterRandom.uniform(-1L, range)).isLessThan(range).isGreaterThan(0.999f * range);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000, Integer.MAX_VALUE})
    void boundedDrawsReachBothEndsAndNoFurther(int bound) {
        assertThat(CounterRandom.below(0L, bound)).isZero();
        assertThat(CounterRandom.below(-1L, bound)).isEqualTo(bound - 1);
        assertThat(CounterRandom.below(Long.MIN_VALUE, bound)).isEqualTo(bound / 2);
    }

    @Test
    void gaussianHasTheMomentsOfTheNormalDistribution() {
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        int withinOne = 0;
        for (int i = 0; i < DRAWS; i++) {
            double value = CounterRandom.gaussian(CounterRandom.hash(8, i));
            sum += value;
            squares += value * value;
            fourth += value * value * value * value;
            withinOne += Math.abs(value) < 1 ? 1 : 0;
        }
        // Standard errors at 100,000 draws: 1 / sqrt(n), sqrt(2 / n), sqrt(96 / n), sqrt(0.683 * 0.317 / n); four of
        // each.
        assertThat(sum / DRAWS).isCloseTo(0, within(0.0127));
        assertThat(squares / DRAWS).isCloseTo(1, within(0.018));
        assertThat(fourth / DRAWS).isCloseTo(3, within(0.124));
        assertThat((double) withinOne / DRAWS).isCloseTo(0.6827, within(0.006));
        assertThat(CounterRandom.gaussian(0L)).isFinite().isLessThan(6.8f);
    }
}
