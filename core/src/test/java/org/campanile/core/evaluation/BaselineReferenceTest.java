package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.campanile.core.metric.RankingMetrics;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The protocol and the baselines on real data. The expected numbers were computed by other code, written apart from this,
 * in Python; they need the data sets in the folder named by the system property {@code campanile.shared.data}.
 */
class BaselineReferenceTest {

    /** The last item of each user is to be found among all items but those before it. */
    @ParameterizedTest
    @CsvSource({
        "amazon-toys, .0090, .0049, .0262, .0085",
        "lastfm, .0385, .0180, .0917, .0298",
    })
    void mostPopularFindsTheLastItemAsOftenAsTheReference(
            String name, String hitRate10, String ndcg10, String hitRate50, String ndcg50) throws IOException {
        Map<String, Integer> indices = new HashMap<>();
        List<int[]> sequences =
                List.copyOf(users(name + "/sequences.txt", indices).values());
        try (PopularityScorer scorer = new PopularityScorer(counts(withoutLastTwo(sequences), indices.size()))) {
            assertThat(measured(scorer, sequences)).containsExactly(hitRate10, ndcg10, hitRate50, ndcg50);
        }
    }

    /** Fitted to what stands before the last two items; the user's items are those before the last one. */
    @ParameterizedTest
    @CsvSource({
        "amazon-toys, item-knn, 10, .0725, .0428, .1358, .0565",
        "lastfm, item-knn, 0, .0771, .0393, .2165, .0696",
        "lastfm, ease, 300, .0826, .0487, .2119, .0771",
    })
    void baselinesByItemsFindTheLastItemAsOftenAsTheReference(
            String name,
            String baseline,
            double setting,
            String hitRate10,
            String ndcg10,
            String hitRate50,
            String ndcg50)
            throws IOException {
        Map<String, Integer> indices = new HashMap<>();
        List<int[]> sequences =
                List.copyOf(users(name + "/sequences.txt", indices).values());
        UserItems train = UserItemsFixture.of(withoutLastTwo(sequences).toArray(new int[0][]));
        int items = indices.size() + 1;
        try (ItemWeights weights = baseline.equals("ease")
                        ? EaseWeights.of(train, items, setting)
                        : ItemNeighbours.of(train, items, setting, 0);
                HistoryScorer scorer = new HistoryScorer(weights)) {
            assertThat(measured(scorer, sequences)).containsExactly(hitRate10, ndcg10, hitRate50, ndcg50);
        }
    }

    private static List<String> measured(ItemScorer scorer, List<int[]> sequences) {
        RankingMetrics metrics = new RankingMetrics(List.of(10, 50));
        try (FullRanking ranking = new FullRanking(scorer, 50)) {
            ranking.rank(lastItemQueries(sequences), user -> metrics.add(user.ranks()));
        }
        return Stream.of("hit_rate_at_10", "ndcg_at_10", "hit_rate_at_50", "ndcg_at_50")
                .map(metric -> rounded(metrics.values(), metric))
                .toList();
    }

    /** Several items of each user are to be found: recall over all of them, ideal gain of as many as fit. */
    @Test
    void mostPopularFindsSeveralItemsAsOftenAsTheReference() throws IOException {
        Map<String, Integer> indices = new HashMap<>();
        Map<String, int[]> train = users("amazon-electronics/train.txt", indices);
        Map<String, int[]> test = users("amazon-electronics/test.txt", indices);
        RankingMetrics metrics = new RankingMetrics(List.of(20));
        try (PopularityScorer scorer = new PopularityScorer(counts(train.values(), indices.size()));
                FullRanking ranking = new FullRanking(scorer, 20)) {
            List<RankingQuery> queries = new ArrayList<>();
            test.forEach((user, items) ->
                    queries.add(new RankingQuery(queries.size(), train.getOrDefault(user, new int[0]), items)));
            ranking.rank(queries.iterator(), user -> metrics.add(user.ranks()));
        }
        assertThat(rounded(metrics.values(), "recall_at_20"))
                .isEqualTo(".0896"); // .0859 with all ties lost, .0912 with all won
        assertThat(rounded(metrics.values(), "ndcg_at_20")).isEqualTo(".0491"); // .0478 and .0497
    }

    /** Each user's items, from lines of a user and items. */
    private static Map<String, int[]> users(String name, Map<String, Integer> indices) throws IOException {
        String folder = System.getProperty("campanile.shared.data", "");
        Path file = Path.of(folder, name);
        assumeTrue(!folder.isEmpty() && Files.exists(file), () -> "there is no " + file);
        Map<String, int[]> users = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split(" ", -1);
            users.put(
                    words[0],
                    Arrays.stream(words, 1, words.length)
                            .mapToInt(item -> indices.computeIfAbsent(item, unused -> indices.size() + 1))
                            .toArray());
        }
        return users;
    }

    private static long[] counts(Collection<int[]> users, int largestItem) {
        long[] counts = new long[largestItem + 1];
        users.forEach(items -> Arrays.stream(items).forEach(item -> counts[item]++));
        return counts;
    }

    private static List<int[]> withoutLastTwo(List<int[]> sequences) {
        return sequences.stream()
                .map(items -> Arrays.copyOf(items, items.length - 2))
                .toList();
    }

    private static Iterator<RankingQuery> lastItemQueries(List<int[]> sequences) {
        List<RankingQuery> queries = new ArrayList<>();
        for (int[] items : sequences) {
            int last = items.length - 1;
            int[] before = Arrays.copyOf(items, last);
            queries.add(new RankingQuery(queries.size(), before, new int[] {items[last]}).taken(before));
        }
        return queries.iterator();
    }

    private static String rounded(Map<String, Double> values, String metric) {
        return String.format(Locale.ROOT, "%.4f", values.get(metric)).substring(1);
    }
}
