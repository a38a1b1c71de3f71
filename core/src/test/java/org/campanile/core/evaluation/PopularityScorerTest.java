package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopularityScorerTest {

    @Test
    void ranksItemsByTheirCountsForEveryUser() {
        long[] counts = {99, 3, 7, 3, 5};
        List<UserRanking> rankings = rank(
                counts,
                List.of(new RankingQuery(0, new int[] {2}, new int[] {3}), new RankingQuery(8, new int[0], new int[] {4
                })));
        assertThat(rankings.get(0).items()).containsExactly(4, 1, 3);
        assertThat(rankings.get(0).ranks()).containsExactly(1.5); // 1 better (item 4), 1 tie (item 1)
        assertThat(rankings.get(1).items()).containsExactly(2, 4, 1, 3);
        assertThat(rankings.get(1).ranks()).containsExactly(1);
    }

    @Test
    void tellsLargeCountsApartThatSinglePrecisionWouldRoundTogether() {
        long[] counts = {0, 100_000_000, 100_000_001};
        List<UserRanking> rankings = rank(counts, List.of(new RankingQuery(0, new int[0], new int[] {1})));
        assertThat(rankings.get(0).ranks()).containsExactly(1);
    }

    private static List<UserRanking> rank(long[] counts, List<RankingQuery> queries) {
        List<UserRanking> rankings = new ArrayList<>();
        try (FullRanking ranking = new FullRanking(new PopularityScorer(counts), 10)) {
            ranking.rank(queries.iterator(), rankings::add);
        }
        return rankings;
    }
}
