package org.campanile.spark.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.chart.Chart;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.shard.Split;
import org.campanile.core.tracking.RunResult;
import org.campanile.spark.evaluation.EvaluationReport;

/** Gathers what was measured on parts of the data, under names that begin with the part. Used by one thread. */
final class MeasuredParts {
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();

    /** Takes the model's metrics alone. */
    void addMetrics(EvaluationReport report) {
        metrics.putAll(prefixed(report.split(), report.metrics()));
    }

    /** Takes all that was found. */
    void add(EvaluationReport report) {
        addMetrics(report);
        intervals.putAll(prefixed(report.split(), report.intervals()));
        report.baselines().forEach((name, values) -> baselines.put(name, prefixed(report.split(), values)));
        findings.addAll(report.findings());
        charts.addAll(report.charts());
    }

    /** The metrics so far. */
    Map<String, Double> metrics() {
        return metrics;
    }

    RunResult result(double samplesPerSecond, Map<String, String> paths) {
        return new RunResult(metrics, intervals, baselines, findings, charts, samplesPerSecond, paths);
    }

    private static <V> Map<String, V> prefixed(Split split, Map<String, V> values) {
        Map<String, V> named = new LinkedHashMap<>();
        values.forEach((name, value) -> named.put(split.folder() + "/" + name, value));
        return named;
    }
}
