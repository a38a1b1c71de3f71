package org.campanile.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankingMetricsTest {
    private static final Offset<Double> EXACT = within(1e-12);

    // Gains by 0-based rank, 1 / log2(rank + 2): Python's 1 / math.log2(x) for x = 3, 4, 5.5
    private static final double GAIN_1 = 0.6309297535714575;
    private static final double GAIN_2 = 0.5;
    private static final double GAIN_3_5 = 0.40659800924006667;

    @Test
    void oneRelevantItemOnTopIsPerfectButForPrecision() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        metrics.add(new double[] {0});
        assertThat(metrics.values())
                .containsEntry("hit_rate_at_10", 1.0)
                .containsEntry("recall_at_10", 1.0)
                .containsEntry("ndcg_at_10", 1.0)
                .containsEntry("precision_at_10", 0.1) // 1 of 10
                .containsEntry("mrr_at_10", 1.0);
    }

    @Test
    void meansOverUsersFollowTheirDefinitions() {
        RankingMetrics metrics = new RankingMetrics(List.of(2, 5));
        metrics.add(new double[] {3.5, 1, 8}); // at 2: rank 1; at 5: ranks 1 and 3.5
        metrics.add(new double[] {2}); // at 2: none; at 5: rank 2
        Map<String, Double> values = metrics.values();

        assertThat(values.get("hit_rate_at_2")).isEqualTo(1 / 2.0);
        assertThat(values.get("recall_at_2")).isEqualTo(1 / 3.0 / 2, EXACT);
        assertThat(values.get("precision_at_2")).isEqualTo(1 / 2.0 / 2, EXACT);
        assertThat(values.get("mrr_at_2")).isEqualTo(1 / 2.0 / 2, EXACT);
        // ideal of min(3 relevant, 2) items: ranks 0 and 1
        assertThat(values.get("ndcg_at_2")).isEqualTo(GAIN_1 / (1 + GAIN_1) / 2, EXACT);

        assertThat(values.get("hit_rate_at_5")).isEqualTo(1.0);
        assertThat(values.get("recall_at_5")).isEqualTo((2 / 3.0 + 1) / 2, EXACT);
        assertThat(values.get("precision_at_5")).isEqualTo((2 / 5.0 + 1 / 5.0) / 2, EXACT);
        assertThat(values.get("mrr_at_5")).isEqualTo((1 / 2.0 + 1 / 3.0) / 2, EXACT);
        // ideal of 3 items: ranks 0 to 2; of one item: 1
        double first = (GAIN_1 + GAIN_3_5) / (1 + GAIN_1 + GAIN_2);
        assertThat(values.get("ndcg_at_5")).isEqualTo((first + GAIN_2) / 2, EXACT);
    }

    @Test
    void averagePrecisionIsTheMeanOfThePrecisionsDownToRelevantItems() {
        RankingMetrics metrics = new RankingMetrics(List.of(2, 5, 10));
        metrics.add(new double[] {4, 0, 7});
        // at ranks 0, 4 and 7 the precisions are 1 / 1, 2 / 5 and 3 / 8; the denominators min(3, k) are 2, 3 and 3
        assertThat(metrics.values().get("map_at_2")).isEqualTo(1 / 2.0, EXACT);
        assertThat(metrics.values().get("map_at_5")).isEqualTo((1 + 0.4) / 3, EXACT);
        assertThat(metrics.values().get("map_at_10")).isEqualTo((1 + 0.4 + 0.375) / 3, EXACT);
    }

    @Test
    void relevantItemsWithTheSameScoreShareTheirPrecision() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        metrics.add(new double[] {0.5, 0.5}); // both on top, in a tie of two: (2 + 1) / 2 down to rank 0.5, of 1.5
        assertThat(metrics.values().get("map_at_10")).isEqualTo(1, EXACT);
        RankingMetrics tiedWithOthers = new RankingMetrics(List.of(10));
        tiedWithOthers.add(new double[] {1, 1, 8}); // a tie of three, one of them irrelevant: 1.5 / 2 each, then 3 / 9
        assertThat(tiedWithOthers.values().get("map_at_10")).isEqualTo((0.75 + 0.75 + 1 / 3.0) / 3, EXACT);
    }

    @Test
    void addingReturnsTheUsersOwnValues() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        metrics.add(new double[] {5});
        double[] values = metrics.add(new double[] {1});
        assertThat(values[metrics.names().indexOf("mrr_at_10")]).isEqualTo(1 / 2.0);
        assertThat(values[metrics.names().indexOf("ndcg_at_10")]).isEqualTo(GAIN_1, EXACT);
        assertThat(metrics.add(new double[0])).containsOnly(0);
    }

    @Test
    void anItemCountsWhenItsRankIsBelowTheLengthOfTheList() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        metrics.add(new double[] {9.5});
        metrics.add(new double[] {10});
        assertThat(metrics.values()).containsEntry("hit_rate_at_10", 0.5);
    }

    @Test
    void anItemThatIsNoCandidateIsMissedButStaysRelevant() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        metrics.add(new double[] {0, Double.POSITIVE_INFINITY});
        assertThat(metrics.values()).containsEntry("recall_at_10", 0.5);
    }

    @Test
    void aUserWithoutRelevantItemsIsNotCounted() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        metrics.add(new double[0]);
        assertThat(metrics.users()).isZero();
        assertThat(metrics.values()).containsEntry("hit_rate_at_10", 0.0);
    }

    @Test
    void mergedAccumulatorsEqualOneOverAllUsersAlsoAfterSerialization() throws Exception {
        Random random = new Random(7);
        RankingMetrics whole = new RankingMetrics(List.of(5, 20));
        RankingMetrics left = new RankingMetrics(List.of(5, 20));
        RankingMetrics right = new RankingMetrics(List.of(20, 5));
        for (int user = 0; user < 200; user++) {
            double[] ranks = random.doubles(1 + user % 3, 0, 40).toArray();
            whole.add(ranks);
            (user < 70 ? left : right).add(ranks);
        }
        left.merge(serialized(right));
        assertThat(left.users()).isEqualTo(200);
        whole.values()
                .forEach((name, value) ->
                        assertThat(left.values().get(name)).as(name).isEqualTo(value, EXACT));
    }

    @Test
    void namesStandInAFixedOrder() {
        assertThat(new RankingMetrics(List.of(50, 10)).values().keySet())
                .containsExactly(
                        "hit_rate_at_10",
                        "hit_rate_at_50",
                        "recall_at_10",
                        "recall_at_50",
                        "ndcg_at_10",
                        "ndcg_at_50",
                        "precision_at_10",
                        "precision_at_50",
                        "map_at_10",
                        "map_at_50",
                        "mrr_at_10",
                        "mrr_at_50");
    }

    @Test
    void wrongUseIsRefused() {
        RankingMetrics metrics = new RankingMetrics(List.of(10));
        assertThatThrownBy(() -> metrics.add(new double[] {Double.NaN}))
                .hasMessage("a rank must be at least 0, but is NaN");
        assertThatThrownBy(() -> metrics.merge(new RankingMetrics(List.of(20))))
                .hasMessage("metrics at [10] cannot be merged with metrics at [20]");
        assertThatThrownBy(() -> new RankingMetrics(List.of(0))).hasMessage("k must be at least 1, but is 0");
    }

    private static RankingMetrics serialized(RankingMetrics metrics) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(metrics);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RankingMetrics) in.readObject();
        }
    }
}
