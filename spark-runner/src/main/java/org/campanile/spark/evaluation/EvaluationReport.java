package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.chart.Chart;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.shard.Split;
import org.campanile.spark.TextWrap;

/**
 * What an evaluation found.
 *
 * @param split     the part evaluated
 * @param metrics   the model's metrics by name, such as {@code ndcg_at_10}, {@code auc} or
 *                  {@code slice/gender=F/ndcg_at_10}, in a fixed order
 * @param intervals confidence intervals of some of these metrics
 * @param baselines the metrics of each baseline, by its name
 * @param findings  what the numbers say, in sentences: whether the model beats the baselines, what looks wrong
 * @param charts    what is worth drawing
 * @param unit      what was counted: {@code users} or {@code samples}
 * @param count     users ranked for, or samples predicted
 * @param seconds   duration
 */
public record EvaluationReport(
        Split split,
        Map<String, Double> metrics,
        Map<String, ConfidenceInterval> intervals,
        Map<String, Map<String, Double>> baselines,
        List<String> findings,
        List<Chart> charts,
        String unit,
        long count,
        double seconds) {
    private static final String SLICE = "slice/";
    private static final int WIDTH = 80;

    public EvaluationReport {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        intervals = Collections.unmodifiableMap(new LinkedHashMap<>(intervals));
        baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
        findings = List.copyOf(findings);
        charts = List.copyOf(charts);
    }

    /** Without intervals, findings and charts. */
    public EvaluationReport(
            Split split,
            Map<String, Double> metrics,
            Map<String, Map<String, Double>> baselines,
            String unit,
            long count,
            double seconds) {
        this(split, metrics, Map.of(), baselines, List.of(), List.of(), unit, count, seconds);
    }

    /** The same with more baselines, before those that are there. */
    public EvaluationReport withBaselines(Map<String, Map<String, Double>> more) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>(more);
        all.putAll(baselines);
        return new EvaluationReport(split, metrics, intervals, all, findings, charts, unit, count, seconds);
    }

    /** A table for people, without slices, and the findings below it; at most 80 columns wide, but for long names. */
    public List<String> lines() {
        Map<String, Double> shown = new LinkedHashMap<>(metrics);
        shown.keySet().removeIf(name -> name.startsWith(SLICE));
        List<String> lines = new ArrayList<>(new MetricTable(split.folder(), shown, baselines).lines());
        lines.add(String.format(Locale.ROOT, "%,d %s in %.1f s", count, unit, seconds));
        findings.forEach(finding -> lines.addAll(TextWrap.lines(finding, WIDTH)));
        return lines;
    }
}
