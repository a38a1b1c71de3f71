package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullRankingTest {

    @Test
    void ranksCountBetterCandidatesAndHalfOfTheTies() {
        //                item:  0    1    2    3    4    5    6
        float[][] scores = {{9f, .5f, .9f, .5f, .1f, .5f, .7f}};
        // item 6 is seen; the order is 2 (.9), then 1, 3 and 5 (.5) in one tie, then 4 (.1)
        UserRanking ranking = rank(scores, 4, 5, new RankingQuery(0, new int[] {6}, new int[] {5, 4, 2}));
        assertThat(ranking.items()).containsExactly(2, 1, 3, 5, 4);
        assertThat(ranking.scores()).containsExactly(.9f, .5f, .5f, .5f, .1f);
        assertThat(ranking.ranks()).containsExactly(0, 4, 2); // items 2, 4, 5: item 5 has 1 better and 2 ties
    }

    @Test
    void tiesBeyondTheEndOfTheListCountAsWell() {
        float[][] scores = {{0f, 1f, 5f, 1f, 1f, 1f, 0f}};
        UserRanking ranking = rank(scores, 3, 2, new RankingQuery(0, new int[0], new int[] {4}));
        assertThat(ranking.items()).containsExactly(2, 1);
        // 1 better, 3 ties (items 1, 3, 5): 1 + 3 / 2, which is beyond the list of two
        assertThat(ranking.ranks()).containsExactly(2.5);
    }

    @Test
    void theUnknownItemIsNeverACandidate() {
        float[][] scores = {{99f, 1f, 2f}};
        UserRanking ranking = rank(scores, 2, 5, new RankingQuery(0, new int[0], new int[] {0, 2, 0}));
        assertThat(ranking.items()).containsExactly(2, 1);
        assertThat(ranking.ranks()).containsExactly(0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void aRelevantItemIsACandidateEvenIfSeen() {
        float[][] scores = {{0f, 3f, 2f, 1f}};
        UserRanking ranking = rank(scores, 8, 5, new RankingQuery(0, new int[] {1, 2}, new int[] {2}));
        assertThat(ranking.items()).containsExactly(2, 3);
        assertThat(ranking.ranks()).containsExactly(0);
    }

    @Test
    void aUserWhoHasSeenEverythingGetsNoList() {
        float[][] scores = {{0f, 3f, 2f}};
        UserRanking ranking = rank(scores, 2, 5, new RankingQuery(0, new int[] {2, 1}, new int[0]));
        assertThat(ranking.items()).isEmpty();
        assertThat(ranking.ranks()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // items, width, depth, different scores
        "40, 7, 5, 1000000",
        "40, 7, 5, 3",
        "40, 40, 5, 3", // one block
        "41, 40, 5, 3", // a last block of one item
        "40, 1, 1, 4", // the least of everything
        "40, 64, 100, 5", // a list longer than there are candidates
        "40, 7, 10, 1", // all scores tied
        "2, 7, 3, 2", // a single item
        "500, 64, 20, 40",
    })
    void agreesWithSortingAllCandidates(int items, int width, int depth, int differentScores) {
        Random random = new Random(items + 31L * depth + differentScores);
        int users = 300; // a full tile and a partial one
        float[][] scores = new float[users][items];
        List<RankingQuery> queries = new ArrayList<>();
        List<Set<Integer>> seen = new ArrayList<>();
        List<Set<Integer>> relevant = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int item = 0; item < items; item++) {
                scores[user][item] = random.nextInt(differentScores) / 7f - 2;
            }
            seen.add(items(random, items, user % 4 * items / 4));
            relevant.add(items(random, items, user % 5));
            queries.add(new RankingQuery(user, array(seen.get(user)), array(relevant.get(user))));
        }

        List<UserRanking> rankings = new ArrayList<>();
        try (FullRanking ranking = new FullRanking(new MatrixScorer(scores, width), depth)) {
            ranking.rank(queries.iterator(), rankings::add);
        }

        assertThat(rankings).extracting(UserRanking::user).containsExactlyElementsOf(range(users));
        for (int user = 0; user < users; user++) {
            SortedRanking expected = new SortedRanking(doubles(scores[user]), seen.get(user), relevant.get(user));
            UserRanking actual = rankings.get(user);
            assertThat(actual.items()).containsExactly(array(expected.top(depth)));
            assertRanks(actual.ranks(), array(relevant.get(user)), expected, depth);
        }
    }

    private static void assertRanks(double[] ranks, int[] relevant, SortedRanking expected, int depth) {
        assertThat(ranks).hasSameSizeAs(relevant);
        for (int i = 0; i < ranks.length; i++) {
            double rank = expected.averageRank(relevant[i]);
            if (rank < depth) {
                assertThat(ranks[i]).isEqualTo(rank);
            } else {
                assertThat(ranks[i]).isGreaterThanOrEqualTo(depth);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"NaN, 5", "Infinity, 5", "NaN, 2", "-Infinity, 3"})
    void aScoreThatIsNotFiniteIsReported(float score, int item) {
        float[][] scores = {{0f, 3f, 2f, 1f, 1f, 1f}};
        scores[0][item] = score;
        assertThatThrownBy(() -> rank(scores, 3, 2, new RankingQuery(0, new int[0], new int[] {3})))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model gave item " + item + " the score " + score
                        + ": its training has diverged; train with lower learning rates.");
    }

    @Test
    void anItemOutsideTheScorersItemsIsRefused() {
        assertThatThrownBy(() -> rank(new float[1][3], 3, 2, new RankingQuery(0, new int[] {3}, new int[] {1})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("item 3 of user 0 is not among the 3 items");
    }

    private static UserRanking rank(float[][] scores, int width, int depth, RankingQuery query) {
        List<UserRanking> rankings = new ArrayList<>();
        try (FullRanking ranking = new FullRanking(new MatrixScorer(scores, width), depth)) {
            ranking.rank(List.of(query).iterator(), rankings::add);
        }
        return rankings.get(0);
    }

    private static Set<Integer> items(Random random, int items, int count) {
        return random.ints(count, 1, items).boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Integer> range(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private static int[] array(Iterable<Integer> values) {
        List<Integer> list = new ArrayList<>();
        values.forEach(list::add);
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        Arrays.setAll(result, i -> values[i]);
        return result;
    }
}
