package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateRankingTest {

    @Test
    void onlyCandidatesAreRankedAndLookedFor() {
        //                item:  0    1    2    3    4    5
        float[][] scores = {{9f, .8f, .9f, .5f, .7f, .6f}};
        Candidates odd = Candidates.of(6, item -> item % 2 == 1);
        UserRanking ranking = rank(scores, 4, new RankingSettings(5, odd, NegativeSample.none()))
                .of(new RankingQuery(0, new int[] {1}, new int[] {4, 3}));
        assertThat(ranking.items()).containsExactly(5, 3); // 1 is seen; 2 and 4 are no candidates
        assertThat(ranking.ranks()).containsExactly(1); // item 3 behind 5; item 4 does not count
    }

    @Test
    void candidatesThatDoNotFitTheScorerAreRefused() {
        assertThatThrownBy(() -> new FullRanking(
                        new MatrixScorer(new float[1][6], 4),
                        new RankingSettings(5, Candidates.all(7), NegativeSample.none())))
                .hasMessage("there are candidates of 7 items, but the scorer has 6");
    }

    /** With sampled negatives relevant items are ranked among these and one another, ties counting half. */
    @Test
    void sampledRanksAreThoseAmongTheSample() {
        Random random = new Random(4);
        float[][] scores = new float[40][60];
        for (float[] row : scores) {
            for (int item = 0; item < row.length; item++) {
                row[item] = random.nextInt(9);
            }
        }
        Candidates candidates = Candidates.of(60, item -> item % 7 != 0);
        NegativeSample sample = new NegativeSample(10, 99);
        Ranker ranker = rank(scores, 16, new RankingSettings(5, candidates, sample));
        for (int user = 0; user < scores.length; user++) {
            RankingQuery query =
                    new RankingQuery(user, new int[] {1, 2, 3}, new int[] {8, 30 + user % 10, 12}).within(candidates);
            UserRanking ranking = ranker.of(query);
            Set<Integer> among = new TreeSet<>();
            IntStream.of(sample.of(query, candidates)).forEach(among::add);
            IntStream.of(query.relevant()).forEach(among::add);
            for (int i = 0; i < query.relevant().length; i++) {
                int item = query.relevant()[i];
                double expected = 0;
                for (int other : among) {
                    if (other != item) {
                        float difference = scores[user][other] - scores[user][item];
                        expected += difference > 0 ? 1 : difference == 0 ? 0.5 : 0;
                    }
                }
                assertThat(ranking.sampledRanks()[i])
                        .as("user %d item %d", user, item)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40, 44, 45, 60})
    void aSampleHoldsCandidatesThatAreNeitherSeenNorRelevantEachOnce(int size) {
        Candidates candidates = Candidates.of(60, item -> item % 7 != 0); // 51 of 59
        RankingQuery query = new RankingQuery(3, new int[] {1, 2, 3, 7}, new int[] {8, 58, 59});
        int[] sample = new NegativeSample(size, 1).of(query, candidates);
        // 51 candidates without 1, 2, 3 (7 is none) and 8, 58, 59
        assertThat(sample).hasSize(Math.min(size, 45)).isSorted().doesNotHaveDuplicates();
        assertThat(IntStream.of(sample)).allMatch(candidates::contains);
        assertThat(sample).doesNotContain(0, 1, 2, 3, 7, 8, 58, 59);
    }

    @Test
    void everyNegativeIsAsLikelyAsAnyOther() {
        int items = 21;
        int users = 20_000;
        int size = 5;
        int[] drawn = new int[items];
        NegativeSample sample = new NegativeSample(size, 17);
        for (int user = 0; user < users; user++) {
            RankingQuery query = new RankingQuery(user, new int[0], new int[] {10});
            IntStream.of(sample.of(query, Candidates.all(items))).forEach(item -> drawn[item]++);
        }
        double expected = (double) users * size / 19; // items 1 to 20 but 10
        double chi = IntStream.range(1, items)
                .filter(item -> item != 10)
                .mapToDouble(item -> (drawn[item] - expected) * (drawn[item] - expected) / expected)
                .sum();
        assertThat(drawn[10]).isZero();
        // chi-square with 18 degrees of freedom is below 42.3 with probability 0.999
        assertThat(chi).isLessThan(42.3);
    }

    @Test
    void theSampleDependsOnSeedAndUserAlone() {
        Candidates all = Candidates.all(1000);
        RankingQuery query = new RankingQuery(3, new int[0], new int[] {8});
        assertThat(new NegativeSample(20, 1).of(query, all)).isEqualTo(new NegativeSample(20, 1).of(query, all));
        assertThat(new NegativeSample(20, 1).of(query, all)).isNotEqualTo(new NegativeSample(20, 2).of(query, all));
        assertThat(new NegativeSample(20, 1).of(query, all))
                .isNotEqualTo(new NegativeSample(20, 1).of(new RankingQuery(4, new int[0], new int[] {8}), all));
    }

    @Test
    void itemsTakenBeforeDoNotTellTheAnswer() {
        RankingQuery query = new RankingQuery(1, new int[0], new int[] {5, 7}).taken(new int[] {9, 5, 2, 9});
        assertThat(query.taken()).containsExactly(2, 9);
        assertThat(query.repeated()).isEqualTo(1);
    }

    private interface Ranker {
        UserRanking of(RankingQuery query);
    }

    private static Ranker rank(float[][] scores, int width, RankingSettings settings) {
        return query -> {
            List<UserRanking> rankings = new ArrayList<>();
            try (FullRanking ranking = new FullRanking(new MatrixScorer(scores, width), settings)) {
                ranking.rank(List.of(query).iterator(), rankings::add);
            }
            return rankings.get(0);
        };
    }
}
