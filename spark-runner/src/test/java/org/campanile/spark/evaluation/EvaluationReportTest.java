package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
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
    void metricsKeepTheirOrder() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int k = 100; k > 0; k -= 7) {
            metrics.put("recall_at_" + k, 0.5);
        }
        EvaluationReport report = new EvaluationReport(Split.TEST, metrics, Map.of(), "users", 1, 0);
        assertThat(report.metrics().keySet()).containsExactlyElementsOf(metrics.keySet());
    }
}
