package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.metric.RankingMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The protocol on real data: the last item of each user is to be found among all items but those before it. The expected
 * numbers of most-popular were computed by other code, written apart from this, in Python; they need the data sets
 * in the folder named by the system property {@code campanile.shared.data}.
 */
class PopularityReferenceTest {

    @ParameterizedTest
    @CsvSource({
        "amazon-toys, .0090, .0049, .0262, .0085",
        "lastfm, .0385, .0180, .0917, .0298",
    })
    void mostPopularReproducesTheReferenceNumbers(
            String name, String hitRate10, String ndcg10, String hitRate50, String ndcg50) throws IOException {
        List<int[]> sequences = sequences(name);
        RankingMetrics metrics = new RankingMetrics(List.of(10, 50));
        try (PopularityScorer scorer = new PopularityScorer(trainingCounts(sequences));
                FullRanking ranking = new FullRanking(scorer, 50)) {
            ranking.rank(lastItemQueries(sequences), user -> metrics.add(user.ranks()));
        }
        Map<String, Double> values = metrics.values();
        assertThat(List.of("hit_rate_at_10", "ndcg_at_10", "hit_rate_at_50", "ndcg_at_50"))
                .extracting(metric -> rounded(values, metric))
                .containsExactly(hitRate10, ndcg10, hitRate50, ndcg50);
    }

    private static List<int[]> sequences(String name) throws IOException {
        String folder = System.getProperty("campanile.shared.data", "");
        Path file = Path.of(folder, name, "sequences.txt");
        assumeTrue(!folder.isEmpty() && Files.exists(file), () -> "there is no " + file);
        Map<String, Integer> indices = new HashMap<>();
        List<int[]> sequences = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            sequences.add(Arrays.stream(words, 1, words.length)
                    .mapToInt(item -> indices.computeIfAbsent(item, unused -> indices.size() + 1))
                    .toArray());
        }
        return sequences;
    }

    private static long[] trainingCounts(List<int[]> sequences) {
        int largest = sequences.stream().flatMapToInt(Arrays::stream).max().orElseThrow();
        long[] counts = new long[largest + 1];
        for (int[] items : sequences) {
            for (int i = 0; i < items.length - 2; i++) {
                counts[items[i]]++;
            }
        }
        return counts;
    }

    private static Iterator<RankingQuery> lastItemQueries(List<int[]> sequences) {
        List<RankingQuery> queries = new ArrayList<>();
        for (int[] items : sequences) {
            int last = items.length - 1;
            queries.add(new RankingQuery(queries.size(), Arrays.copyOf(items, last), new int[] {items[last]}));
        }
        return queries.iterator();
    }

    private static String rounded(Map<String, Double> values, String metric) {
        return String.format(Locale.ROOT, "%.4f", values.get(metric)).substring(1);
    }
}
