package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.Catalogue;
import org.campanile.core.evaluation.ScorerMetrics;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.metric.MeasuredUsers;
import org.campanile.core.shard.Split;

/** Makes the report of what was measured. */
final class RetrievalReport {
    private static final String SLICE = "slice/";

    private final RankingTask task;
    private final RetrievalMetrics metrics;
    private final Catalogue catalogue;

    RetrievalReport(RankingTask task, RetrievalMetrics metrics, Catalogue catalogue) {
        this.task = task;
        this.metrics = metrics;
        this.catalogue = catalogue;
    }

    EvaluationReport of(Split split, List<String> leftOut, double seconds) {
        List<String> findings = new ArrayList<>(new RetrievalFindings(task, metrics).sentences());
        findings.addAll(leftOut);
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        metrics.baselines().forEach((baseline, measured) -> baselines.put(baseline.word(), values(measured)));
        return new EvaluationReport(
                split,
                modelValues(),
                intervals(),
                baselines,
                findings,
                new RetrievalCharts(task, named(), catalogue).all(),
                "users",
                metrics.model().users().users(),
                seconds);
    }

    /** The model and the baselines, by name. */
    private Map<String, ScorerMetrics> named() {
        Map<String, ScorerMetrics> named = new LinkedHashMap<>();
        named.put("model", metrics.model());
        for (Map.Entry<Baseline, ScorerMetrics> baseline : metrics.baselines().entrySet()) {
            named.put(baseline.getKey().word(), baseline.getValue());
        }
        return named;
    }

    private Map<String, Double> modelValues() {
        Map<String, Double> values = values(metrics.model());
        metrics.slices().slices().forEach((name, measured) -> {
            values.put(SLICE + name + "/users", (double) measured.users());
            measured.values().forEach((metric, value) -> values.put(SLICE + name + "/" + metric, value));
        });
        return values;
    }

    private Map<String, Double> values(ScorerMetrics measured) {
        Map<String, Double> values = measured.values(catalogue);
        if (task.configuration().sampled() > 0) {
            values.putAll(measured.sampledValues());
        }
        return values;
    }

    private Map<String, ConfidenceInterval> intervals() {
        Map<String, ConfidenceInterval> intervals =
                new LinkedHashMap<>(metrics.model().users().intervals());
        for (Map.Entry<String, MeasuredUsers> slice : metrics.slices().slices().entrySet()) {
            slice.getValue()
                    .intervals()
                    .forEach((metric, interval) -> intervals.put(SLICE + slice.getKey() + "/" + metric, interval));
        }
        return intervals;
    }
}
