package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.shard.Split;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

    @Test
    void linesShowTheModelBesideItsBaselineWithTheRatio() {
        Map<String, Double> model = new LinkedHashMap<>();
        model.put("hit_rate_at_10", 0.0951);
        model.put("ndcg_at_10", 0.0438);
        EvaluationReport report = new EvaluationReport(
                Split.TEST,
                model,
                Map.of("most-popular", Map.of("hit_rate_at_10", 0.0410, "ndcg_at_10", 0.0)),
                "users",
                12345,
                1.26);
        assertThat(report.lines())
                .containsExactly(
                        "test                             model  most-popular         ratio",
                        "hit_rate_at_10                  0.0951        0.0410          2.32", // .0951 / .0410 = 2.3195
                        "ndcg_at_10                      0.0438        0.0000",
                        "12,345 users in 1.3 s")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void withoutBaselinesTheModelStandsAlone() {
        EvaluationReport report =
                new EvaluationReport(Split.VALIDATION, Map.of("auc", 0.75), Map.of(), "samples", 10, 0);
        assertThat(report.lines())
                .containsExactly(
                        "validation                       model",
                        "auc                             0.7500",
                        "10 samples in 0.0 s");
    }

    @Test
    void withSeveralBaselinesColumnsAreNarrowAndFindingsAreWrapped() {
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        baselines.put("most-popular", Map.of("ndcg_at_10", 0.0188));
        baselines.put("item-knn", Map.of("ndcg_at_10", 0.0263));
        Map<String, Double> model = new LinkedHashMap<>();
        model.put("ndcg_at_10", 0.0438);
        model.put("saturation_items_at_10", 1234.0);
        model.put("slice/gender=F/ndcg_at_10", 0.04);
        EvaluationReport report = new EvaluationReport(
                Split.TEST,
                model,
                Map.of(),
                baselines,
                List.of("The model beats item-knn: ndcg_at_10 0.0438 against 0.0263 (difference 0.0175, clearly)."),
                List.of(),
                "users",
                610,
                2);
        assertThat(report.lines())
                .containsExactly(
                        "test                        model  most-popular  item-knn",
                        "ndcg_at_10                 0.0438        0.0188    0.0263",
                        "saturation_items_at_10    1,234.0",
                        "610 users in 2.0 s",
                        "The model beats item-knn: ndcg_at_10 0.0438 against 0.0263 (difference 0.0175,",
                        "clearly).");
    }

    @Test
    void metricsKeepTheirOrder() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int k = 100; k > 0; k -= 7) {
            metrics.put("recall_at_" + k, 0.5);
        }
        EvaluationReport report = new EvaluationReport(Split.TEST, metrics, Map.of(), "users", 1, 0);
        assertThat(report.metrics().keySet()).containsExactlyElementsOf(metrics.keySet());
    }
}
