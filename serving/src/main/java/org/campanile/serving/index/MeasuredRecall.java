package org.campanile.serving.index;

import java.util.Arrays;
import java.util.List;

/**
 * How much of the truth an index finds: the mean over queries of the share of the exact best items that are among as many
 * found ones.
 *
 * @param at      number of best items
 * @param queries number of queries
 * @param recall  the share, 0 to 1
 */
public record MeasuredRecall(int at, int queries, double recall) {
    /** @param queries at least one */
    static MeasuredRecall of(VectorIndex index, ExactSearch exact, List<QueryVectors> queries, int at) {
        double sum = 0;
        for (QueryVectors query : queries) {
            VectorSearch search = new VectorSearch(query, at);
            int[] expected = exact.search(List.of(search)).get(0).items();
            int[] found = index.search(List.of(search)).get(0).items();
            sum += share(expected, found);
        }
        return new MeasuredRecall(at, queries.size(), sum / queries.size());
    }

    private static double share(int[] expected, int[] found) {
        int[] sorted = found.clone();
        Arrays.sort(sorted);
        long hits = Arrays.stream(expected)
                .filter(item -> Arrays.binarySearch(sorted, item) >= 0)
                .count();
        return expected.length == 0 ? 1 : (double) hits / expected.length;
    }
}
