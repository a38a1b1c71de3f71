package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.CampanileException;
import org.campanile.core.chart.Chart;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.shard.Split;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that an evaluation can measure, at once, of an untrained model: baselines beat it. */
class RetrievalReportTest {
    private static final int USERS = 600; // enough for two tasks
    private static final String MODEL =
            "type: dssm, embedding-dim: 8, output-dim: 8, user-tower: [], item-tower: [], similarity: dot";
    private static final String DATA =
            "source: synthetic-interactions, users: " + USERS + ", items: 150, interactions-per-user: 10";
    private static final String ALL = "top-k: [10, 20], sampled: 20, resamples: 200,"
            + " slices: [popularity-decile, history-length],"
            + " baselines: [most-popular, item-knn, ease, als], als: {rank: 8, iterations: 4}, ease: {lambda: 20}";

    @TempDir
    private static Path folder;

    private static EvaluationFixture fixture;
    private static EvaluationReport report;

    @BeforeAll
    static void evaluate() {
        fixture = EvaluationFixture.create(folder, DATA, MODEL, ALL);
        report =
                new EvaluationJob(EvaluationFixture.spark(), fixture.configuration()).run(fixture.bundle(), Split.TEST);
    }

    @Test
    void everyBaselineStandsOnTheSamePage() {
        assertThat(report.baselines().keySet()).containsExactly("most-popular", "item-knn", "ease", "als");
        double model = report.metrics().get("ndcg_at_10");
        report.baselines()
                .forEach((name, values) ->
                        assertThat(values.get("ndcg_at_10")).as(name).isGreaterThan(model));
        // The planted tastes can be learned from others' items, but not from popularity alone.
        for (String learner : List.of("item-knn", "ease", "als")) {
            assertThat(report.baselines().get(learner).get("ndcg_at_10"))
                    .as(learner)
                    .isGreaterThan(1.2 * report.baselines().get("most-popular").get("ndcg_at_10"));
        }
        assertThat(folder).isDirectoryNotContaining("glob:**als-*");
    }

    @Test
    void aModelThatIsBeatenIsToldSo() {
        assertThat(report.findings())
                .filteredOn(finding -> finding.startsWith("The model does not beat"))
                .hasSize(4)
                .first()
                .asString()
                .matches("The model does not beat most-popular: ndcg_at_10 0\\.\\d{4} against 0\\.\\d{4}"
                        + " \\(difference -0\\.\\d{4}, 95 % interval -0\\.\\d{4} to -0\\.\\d{4}\\)\\.");
        assertThat(report.lines()).anyMatch(line -> line.startsWith("The model does not beat ease: "));
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void slicesAddUpToTheWhole() {
        Map<String, Double> metrics = report.metrics();
        double users = 0;
        double hits = 0;
        for (String name : metrics.keySet()) {
            if (name.startsWith("slice/popularity-decile=") && name.endsWith("/users")) {
                // one item to be found of each user, so that slices of items divide the users too
                double count = metrics.get(name);
                users += count;
                hits += count * metrics.get(name.replace("/users", "/hit_rate_at_20"));
            }
        }
        assertThat(users).isEqualTo(USERS);
        assertThat(hits / users).isEqualTo(metrics.get("hit_rate_at_20"), within(1e-9));
        // ten interactions, of which one is test and one validation: nine before the test item
        assertThat(metrics).containsEntry("slice/history-length=5-9/users", (double) USERS);
        assertThat(report.findings())
                .anyMatch(finding -> finding.startsWith("The worst slice by popularity-decile is popularity-decile="));
        assertThat(report.lines()).noneMatch(line -> line.startsWith("slice/"));
    }

    @Test
    void intervalsHoldTheirMetrics() {
        assertThat(report.intervals()).containsKeys("recall_at_20", "slice/history-length=5-9/mrr_at_10");
        report.intervals().forEach((name, interval) -> {
            double value = report.metrics().get(name);
            assertThat(value).as(name).isBetween(interval.low(), interval.high());
        });
        // hits of users are independent: 1.96 standard errors either way, which resampling finds up to its own chance
        double rate = report.metrics().get("hit_rate_at_20");
        ConfidenceInterval interval = report.intervals().get("hit_rate_at_20");
        double error = Math.sqrt(rate * (1 - rate) / USERS);
        assertThat(interval.high() - interval.low()).isEqualTo(2 * 1.96 * error, within(error));
    }

    @Test
    void sampledMetricsAreNamedSoAndFlatter() {
        assertThat(report.metrics().get("sampled_ndcg_at_10"))
                .isGreaterThan(report.metrics().get("ndcg_at_10"));
        assertThat(report.baselines().get("ease")).containsKey("sampled_hit_rate_at_20");
        // ranks among 21 items do not depend on an untrained model's scores: 10 of 21 on average
        assertThat(report.metrics().get("sampled_hit_rate_at_10")).isEqualTo(10 / 21.0, within(0.1));
    }

    @Test
    void theSpreadOverItemsIsMeasuredOfModelAndBaselines() {
        Map<String, Double> popular = report.baselines().get("most-popular");
        assertThat(report.metrics())
                .containsKeys("coverage_at_10", "gini_at_10", "entropy_at_10", "rsp_at_10", "reo_at_10", "pri_at_20");
        assertThat(popular.get("gini_at_10")).isGreaterThan(report.metrics().get("gini_at_10"));
        assertThat(popular.get("average_popularity_at_10"))
                .isGreaterThan(report.baselines().get("item-knn").get("average_popularity_at_10"));
        // By popularity alone, a liked item is found the better the more popular it is; far down the ranks are tied.
        assertThat(popular.get("pri_at_20")).isGreaterThan(0.7);
    }

    @Test
    void chartsShowTheModelBesideBaselines() {
        assertThat(report.charts()).hasSize(4).allMatch(Chart::isDrawable);
        assertThat(report.charts().get(0).lines().keySet())
                .containsExactly("model", "most-popular", "item-knn", "ease"); // four lines can be told apart
        assertThat(report.charts())
                .extracting(Chart::title)
                .containsExactly(
                        "recall by length of the list",
                        "% of recommendations at 10",
                        "% of relevant items found at 10",
                        "% of candidates recommended at 10");
    }

    @Test
    void theSameEvaluationGivesTheSameNumbers() {
        EvaluationReport again = new EvaluationJob(EvaluationFixture.spark(), fixture.configuration())
                .modelAlone()
                .run(fixture.bundle(), Split.TEST);
        assertThat(again.baselines()).isEmpty();
        assertThat(again.intervals()).isEmpty();
        Set<String> names = again.metrics().keySet();
        assertThat(names).contains("ndcg_at_10").noneMatch(name -> name.startsWith("slice/"));
        names.forEach(name -> assertThat(again.metrics().get(name))
                .as(name)
                .isEqualTo(report.metrics().get(name), within(1e-12)));
    }

    @Test
    void baselinesThatAreTooLargeAreLeftOutWithASentence() {
        EvaluationReport small = evaluated("top-k: [10], resamples: 0, item-knn: {most-pairs: 1000},"
                + " ease: {most-items: 100}, baselines: [item-knn, ease]");
        assertThat(small.baselines()).isEmpty();
        // 600 users with 8 training items each: 600 * 64 pairs; items without any interaction are not in the data
        int items = fixture.dataset().schema().vocabulary("item").size() - 1;
        assertThat(small.findings())
                .containsExactly(
                        "The baseline item-knn was left out: users have 38,400 pairs of items together, more than"
                                + " evaluation.item-knn.most-pairs allows.",
                        "The baseline ease was left out: there are " + items
                                + " items, more than evaluation.ease.most-items allows.");
    }

    @Test
    void anUnknownSliceIsRefusedBeforeAnythingIsRanked() {
        assertThatThrownBy(() -> evaluated("slices: [gender]"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("evaluation.slices names gender, but users and items of the data set have no such"
                        + " feature; allowed: popularity-decile, history-length.");
    }

    private static EvaluationReport evaluated(String evaluation) {
        return new EvaluationJob(
                        EvaluationFixture.spark(),
                        EvaluationFixture.configuration(folder.resolve("prepared"), DATA, MODEL, evaluation))
                .run(fixture.bundle(), Split.TEST);
    }
}
