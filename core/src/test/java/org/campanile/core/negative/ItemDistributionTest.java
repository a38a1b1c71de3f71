package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.math.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemDistributionTest {
    private static final int DRAWS = 200_000;

    /** 100 known items, of which the last has no row and those before it 10,000 / n for n from 1 on. */
    private static final long[] COUNTS = counts(101);

    private static long[] counts(int items) {
        long[] counts = new long[items];
        for (int item = 1; item < items - 1; item++) {
            counts[item] = 10_000 / item;
        }
        return counts;
    }

    /** Weights from the definitions. Items are numbered in the order of their frequency, so item n has rank n - 1. */
    static Stream<Arguments> distributions() {
        return Stream.of(
                of("uniform", ItemDistribution.uniform(101), item -> 1),
                of("count", ItemDistribution.popularity(COUNTS, 1), item -> (double) Math.max(1, COUNTS[item])),
                of(
                        "root of count",
                        ItemDistribution.popularity(COUNTS, 0.5),
                        item -> Math.sqrt((double) Math.max(1, COUNTS[item]))),
                of(
                        "word2vec",
                        of(NegativeDistribution.WORD2VEC),
                        item -> Math.pow((double) Math.max(1, COUNTS[item]), 0.75)),
                of("no power", ItemDistribution.popularity(COUNTS, 0), item -> 1),
                of("log-uniform", of(NegativeDistribution.LOG_UNIFORM), item -> Math.log((item + 1.0) / item)),
                of("tencent", of(NegativeDistribution.TENCENT), item -> Math.log((item + 1.0) / item)));
    }

    private static ItemDistribution of(NegativeDistribution kind) {
        NegativeSamplingOptions options = new NegativeSamplingOptions(kind, 1, false, DrawTime.ONCE, 0, 0, "", 0);
        return NegativeSamplers.distribution(options, COUNTS.length, () -> COUNTS);
    }

    private static Arguments of(String name, ItemDistribution distribution, IntToDoubleFunction weight) {
        return Arguments.of(name, distribution, weight);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void itemsAreDrawnAsOftenAsTheDefinitionSays(
            String name, ItemDistribution distribution, IntToDoubleFunction weight) {
        // With counts the rarest item, which has no row, has the weight 1 of 51,700: 200,000 draws expect 3.9 of it.
        long[] counts = draws(distribution, name.equals("count") ? 4 * DRAWS : DRAWS);

        ChiSquare.assertDrawn(counts, probabilities(weight));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void probabilitiesAreThoseOfTheDefinition(String name, ItemDistribution distribution, IntToDoubleFunction weight) {
        double[] expected = probabilities(weight);
        float[] logarithms = distribution.logProbabilities();
        for (int item = 1; item < expected.length; item++) {
            assertThat(distribution.probability(item)).isCloseTo(expected[item], within(1e-6 * expected[item]));
            assertThat((double) logarithms[item]).isCloseTo(Math.log(expected[item]), within(2e-6));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("distributions")
    void theUnknownItemIsNeverDrawnButItsLogarithmIsFinite(
            String name, ItemDistribution distribution, IntToDoubleFunction weight) {
        assertThat(distribution.probability(0)).isZero();
        assertThat(distribution.logProbability(0)).isEqualTo((float) IntStream.rangeClosed(1, 100)
                .mapToDouble(distribution::logProbability)
                .min()
                .orElseThrow());
    }

    /** log((r + 2) / (r + 1)) / log(n + 1) for r from 0 to 3: log 2, log 1.5, log 4/3 and log 1.25 over log 5. */
    @Test
    void logUniformIsByRankNotByIndex() {
        ItemDistribution distribution = ItemDistribution.logUniform(new long[] {9, 5, 80, 5, 7});

        assertThat(IntStream.range(0, 5).mapToDouble(distribution::probability).toArray())
                .containsExactly(new double[] {0, 0.178747, 0.430677, 0.138647, 0.251930}, within(1e-6));
    }

    /** An item of one in a million rows must come about once in a million draws, not never: expected are 50. */
    @Test
    void rareItemsAreDrawnAsRarelyAsTheyAre() {
        ItemDistribution distribution = ItemDistribution.popularity(new long[] {0, 1, 999_999}, 1);

        long[] counts = draws(distribution, 50_000_000);

        // The standard deviation is 7.1; five of them are 35.
        assertThat(counts[1]).isBetween(15L, 85L);
    }

    @Test
    void aSingleKnownItemIsAlwaysDrawn() {
        for (ItemDistribution distribution :
                new ItemDistribution[] {ItemDistribution.uniform(2), ItemDistribution.logUniform(new long[2])}) {
            assertThat(draws(distribution, 10)).containsExactly(0, 10);
            assertThat(distribution.logProbability(1)).isZero();
        }
    }

    @Test
    void noKnownItemIsRefused() {
        assertThatThrownBy(() -> ItemDistribution.uniform(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("drawing takes at least one known item, but there are 1 items");
        assertThatThrownBy(() -> ItemDistribution.popularity(new long[1], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("drawing takes at least one known item, but there are 1 items");
    }

    private static long[] draws(ItemDistribution distribution, int draws) {
        long[] counts = new long[distribution.items()];
        for (int draw = 0; draw < draws; draw++) {
            counts[distribution.draw(CounterRandom.hash(5, draw))]++;
        }
        return counts;
    }

    private static double[] probabilities(IntToDoubleFunction weight) {
        double[] weights = IntStream.range(0, 101)
                .mapToDouble(item -> item == 0 ? 0 : weight.applyAsDouble(item))
                .toArray();
        double sum = IntStream.range(0, 101).mapToDouble(item -> weights[item]).sum();
        return IntStream.range(0, 101).mapToDouble(item -> weights[item] / sum).toArray();
    }
}
