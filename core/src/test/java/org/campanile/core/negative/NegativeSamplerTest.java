package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.math.CounterRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NegativeSamplerTest {
    private static final int ITEMS = 41;
    private static final int PER_SAMPLE = 5;
    private static final int SAMPLES = 40_000;

    /** Item n has n rows. */
    private static final ItemDistribution POPULARITY =
            ItemDistribution.popularity(IntStream.range(0, ITEMS).asLongStream().toArray(), 1);

    /** Nobody; three items, the most frequent among them; all items but 3, 5 and 8. */
    private static final UserItems POSITIVES = UserItemsFixture.of(new int[][] {
        {},
        {40, 7, 23},
        IntStream.range(1, ITEMS)
                .filter(item -> item != 3 && item != 5 && item != 8)
                .toArray()
    });

    private static final UserItems SHOWN = UserItemsFixture.of(new int[][] {{}, {2, 9, 30, 31}, {5, 8}});

    /** Which items a sampler draws. */
    private enum Source {
        ALL,
        OTHERS_THAN_POSITIVES,
        SHOWN_ALONE
    }

    static Stream<Arguments> samplers() {
        NegativeSampler plain = new DistributionSampler(POPULARITY);
        NegativeSampler excluding = new ExcludingSampler(POPULARITY, POSITIVES);
        return Stream.of(
                Arguments.of(plain, Source.ALL),
                Arguments.of(excluding, Source.OTHERS_THAN_POSITIVES),
                Arguments.of(
                        new ExcludingSampler(ItemDistribution.uniform(ITEMS), POSITIVES), Source.OTHERS_THAN_POSITIVES),
                Arguments.of(new ShownItemsSampler(plain, SHOWN, 2, PER_SAMPLE), Source.ALL),
                Arguments.of(new ShownItemsSampler(excluding, SHOWN, 2, PER_SAMPLE), Source.OTHERS_THAN_POSITIVES),
                Arguments.of(new ShownItemsSampler(excluding, SHOWN, PER_SAMPLE, PER_SAMPLE), Source.SHOWN_ALONE));
    }

    /**
     * Two of five draws from one source and three from another spread a little less than five from the mixture: chi-square
     * loses less than one degree of freedom, far less than its quantiles are apart.
     */
    @ParameterizedTest
    @MethodSource("samplers")
    void itemsAreDrawnAsOftenAsTheirLogarithmSays(NegativeSampler sampler, Source source) {
        for (int user = 0; user < 3; user++) {
            int of = user;
            double[] probabilities = IntStream.range(0, ITEMS)
                    .mapToDouble(item -> isDrawn(of, item, source) ? Math.exp(sampler.logProbability(of, item)) : 0)
                    .toArray();
            ChiSquare.assertDrawn(draws(sampler, user), probabilities);
        }
    }

    private static boolean isDrawn(int user, int item, Source source) {
        boolean isShownAlone = source == Source.SHOWN_ALONE && SHOWN.count(user) > 0;
        boolean isAllowed = source == Source.ALL || !POSITIVES.contains(user, item);
        return item != 0 && isAllowed && (!isShownAlone || SHOWN.contains(user, item));
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void drawsDependOnTheKeyAndFewerAreTheFirstOfMore(NegativeSampler sampler, Source source) {
        int[] all = draw(sampler, 77, PER_SAMPLE);
        assertThat(draw(sampler, 77, PER_SAMPLE)).containsExactly(all);
        assertThat(draw(sampler, 77, 2)).containsExactly(all[0], all[1]);
        assertThat(IntStream.range(0, 50).mapToObj(key -> Arrays.toString(draw(sampler, key, PER_SAMPLE))))
                .as("draws of other keys by %s", source)
                .doesNotContain(Arrays.toString(all));
    }

    /** log(30 / 820) is the logarithm of item 30 for others; without 40, 7 and 23 there are 750 rows left. */
    @Test
    void withoutPositivesTheOthersShareTheirProbability() {
        ExcludingSampler sampler = new ExcludingSampler(POPULARITY, POSITIVES);

        assertThat(sampler.logProbability(0, 30)).isCloseTo((float) Math.log(30 / 820.0), within(1e-6f));
        assertThat(sampler.logProbability(1, 30)).isCloseTo((float) Math.log(30 / 750.0), within(1e-6f));
        assertThat(sampler.logProbability(1, 40)).isCloseTo((float) Math.log(40 / 820.0), within(1e-6f));
        // 3, 5 and 8 of 16
        assertThat(sampler.logProbability(2, 5)).isCloseTo((float) Math.log(5 / 16.0), within(1e-6f));
    }

    /** Two of five draws come from four items, three of five from 750 rows: 0.4 / 4 + 0.6 * 30 / 750. */
    @Test
    void shownItemsHaveTheProbabilityOfTheMixture() {
        ShownItemsSampler sampler =
                new ShownItemsSampler(new ExcludingSampler(POPULARITY, POSITIVES), SHOWN, 2, PER_SAMPLE);

        assertThat(sampler.logProbability(1, 30)).isCloseTo((float) Math.log(0.124), within(1e-6f));
        assertThat(sampler.logProbability(1, 29)).isCloseTo((float) Math.log(0.6 * 29 / 750), within(1e-6f));
        assertThat(sampler.logProbability(0, 29)).isCloseTo((float) Math.log(29 / 820.0), within(1e-6f));
        assertThat(draw(sampler, 3, PER_SAMPLE)[0]).isIn(2, 9, 30, 31);
    }

    /** The one item left has probability 2^-24 or so, so that no attempt finds it: the walk does. */
    @Test
    void theLastItemLeftIsFoundHoweverRare() {
        ItemDistribution skewed = ItemDistribution.popularity(new long[] {0, 1 << 24, 1, 1 << 24}, 1);
        ExcludingSampler sampler = new ExcludingSampler(skewed, UserItemsFixture.of(new int[][] {{1, 3}}));

        int[] drawn = new int[100];
        sampler.sample(1, 0, 100, drawn, 0);

        assertThat(drawn).containsOnly(2);
        assertThat(sampler.logProbability(0, 2)).isCloseTo(0f, within(4e-6f));
    }

    @Test
    void aUserWhoHasEverythingIsReported() {
        UserItems everything = UserItemsFixture.of(new int[][] {{}, {1, 2}});

        assertThatThrownBy(() -> new ExcludingSampler(ItemDistribution.uniform(3), everything))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Every one of the 2 items is a positive of the user with index 1, so that exclude-positives"
                        + " leaves no negatives: leave the user out or set it to false.");
    }

    private static int[] draw(NegativeSampler sampler, long key, int count) {
        int[] drawn = new int[count];
        sampler.sample(key, 1, count, drawn, 0);
        return drawn;
    }

    private static long[] draws(NegativeSampler sampler, int user) {
        long[] counts = new long[ITEMS];
        int[] drawn = new int[PER_SAMPLE];
        for (int sample = 0; sample < SAMPLES; sample++) {
            sampler.sample(CounterRandom.hash(user, sample), user, PER_SAMPLE, drawn, 0);
            for (int item : drawn) {
                counts[item]++;
            }
        }
        return counts;
    }
}
