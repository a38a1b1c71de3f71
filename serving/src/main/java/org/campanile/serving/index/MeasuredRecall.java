package org.campanile.serving.index;

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
    /** Two orders of summation differ by less. */
    private static final float ROUNDING = 1e-5f;

    /** @param best the exact best items of each query, at least one */
    static MeasuredRecall of(VectorIndex index, List<QueryVectors> queries, List<ScoredItems> best, int at) {
        double sum = 0;
        for (int query = 0; query < queries.size(); query++) {
            VectorSearch search = new VectorSearch(queries.get(query), at);
            sum += share(best.get(query), index.search(List.of(search)).get(0));
        }
        return new MeasuredRecall(at, queries.size(), sum / queries.size());
    }

    /* By scores and not by items: of items that are alike the index may find any. */
    private static double share(ScoredItems expected, ScoredItems found) {
        if (expected.size() == 0) {
            return 1;
        }
        float worst = expected.score(expected.size() - 1);
        float enough = worst - ROUNDING * Math.abs(worst);
        int hits = 0;
        while (hits < found.size() && found.score(hits) >= enough) {
            hits++;
        }
        return (double) hits / expected.size();
    }
}
