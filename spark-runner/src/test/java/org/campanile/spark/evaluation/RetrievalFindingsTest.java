package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.evaluation.Catalogue;
import org.campanile.core.evaluation.FullRanking;
import org.campanile.core.evaluation.PopularityScorer;
import org.campanile.core.evaluation.RankingQuery;
import org.campanile.core.evaluation.ScorerMetrics;
import org.campanile.core.evaluation.VectorSpread;
import org.junit.jupiter.api.Test;

/** A scorer that ranks items upwards and one that ranks them downwards, over users who look for item 1 or item 20. */
class RetrievalFindingsTest {
    private static final int ITEMS = 21;
    private static final long[] UPWARDS =
            IntStream.range(0, ITEMS).asLongStream().toArray();
    private static final long[] DOWNWARDS =
            IntStream.range(0, ITEMS).mapToLong(item -> ITEMS - item).toArray();
    private static final Catalogue CATALOGUE = new Catalogue(UPWARDS, Candidates.all(ITEMS));

    @Test
    void aModelThatIsBetterForEveryUserBeatsTheBaseline() {
        assertThat(findings(200, 20, 20))
                .containsExactly("The model beats most-popular: ndcg_at_10 1.0000 against 0.0000 (difference 1.0000,"
                        + " 95 % interval 1.0000 to 1.0000).");
    }

    @Test
    void aModelThatIsBetterByChanceDoesNotClearlyBeatIt() {
        // three users look for item 20, which is on top, two for item 1, which is on top of the other's list
        List<String> findings = findings(5, 20, 20, 20, 1, 1);
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0))
                .startsWith("The model does not clearly beat most-popular: ndcg_at_10 0.6000 against 0.4000"
                        + " (difference 0.2000, 95 % interval -");
    }

    @Test
    void aModelThatIsEqualDoesNotBeatIt() {
        assertThat(findings(4, 20, 1).get(0))
                .startsWith("The model does not beat most-popular: ndcg_at_10 0.5000 against 0.5000");
    }

    @Test
    void whatWasTakenBeforeIsCounted() {
        RankingTask task = task();
        RetrievalMetrics metrics = new RetrievalMetrics(task);
        List<RankingQuery> queries = List.of(
                new RankingQuery(1, new int[0], new int[] {20, 3}).taken(new int[] {20, 5}),
                new RankingQuery(2, new int[0], new int[] {7}));
        Candidates aboveFive = Candidates.of(ITEMS, item -> item > 5);
        assertThat(metrics.counted(queries, aboveFive)).hasSize(2);
        rank(queries, UPWARDS, metrics.model());
        metrics.baselines().forEach((baseline, measured) -> rank(queries, DOWNWARDS, measured));

        assertThat(new RetrievalFindings(task, metrics).sentences())
                .contains(
                        "1 of the 3 interactions to be found are with items that their users took before: what is"
                                + " measured is in part memory.",
                        "1 of the 3 interactions to be found are with items that are no candidates, and do not"
                                + " count.");
    }

    @Test
    void usersWithoutHistoryAreCountedWhereTheModelNeedsHistories() {
        RankingTask task = task();
        RetrievalMetrics metrics = new RetrievalMetrics(task);
        List<RankingQuery> queries = List.of(
                new RankingQuery(1, new int[] {4}, new int[0], new int[] {20}),
                new RankingQuery(2, new int[0], new int[0], new int[] {20}));
        rank(metrics.counted(queries, Candidates.all(ITEMS)), UPWARDS, metrics.model());
        VectorSpread sound = new VectorSpread(0, 2, 0, 1);
        String sentence = "1 of the 2 users have no history, from which the model makes its vectors of users.";

        metrics.inspect(new ModelInspection("1", true, 1, sound, sound));
        assertThat(new RetrievalFindings(task, metrics).sentences()).contains(sentence);
        metrics.inspect(new ModelInspection("1", false, 1, sound, sound));
        assertThat(new RetrievalFindings(task, metrics).sentences()).doesNotContain(sentence);
    }

    /** Of so many users in turn, who look for these items. */
    private static List<String> findings(int users, int... relevant) {
        RankingTask task = task();
        RetrievalMetrics metrics = new RetrievalMetrics(task);
        List<RankingQuery> queries = IntStream.range(0, users)
                .mapToObj(user -> new RankingQuery(user, new int[0], new int[] {relevant[user % relevant.length]}))
                .toList();
        rank(queries, UPWARDS, metrics.model());
        metrics.baselines().forEach((baseline, measured) -> rank(queries, DOWNWARDS, measured));
        return new RetrievalFindings(task, metrics).sentences();
    }

    private static void rank(List<RankingQuery> queries, long[] counts, ScorerMetrics metrics) {
        try (PopularityScorer scorer = new PopularityScorer(counts);
                FullRanking ranking = new FullRanking(scorer, 10)) {
            ranking.rank(queries.iterator(), user -> metrics.add(user, CATALOGUE));
        }
    }

    private static RankingTask task() {
        EvaluationConfiguration configuration = EvaluationFixture.configuration(
                        Path.of("none"), "source: synthetic-interactions", "type: dssm", "top-k: [10], resamples: 200")
                .evaluation();
        return new RankingTask("", "", configuration, List.of(Baseline.MOST_POPULAR), List.of(), ITEMS, 1);
    }
}
