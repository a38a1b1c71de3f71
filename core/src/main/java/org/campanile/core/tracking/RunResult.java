package org.campanile.core.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.chart.Chart;
import org.campanile.core.metric.ConfidenceInterval;

/**
 * What a run came to.
 *
 * @param metrics          final values by metric name
 * @param intervals        confidence intervals of some of these metrics
 * @param baselines        the metrics of each baseline, such as {@code most-popular}
 * @param findings         what the numbers say, in sentences
 * @param charts           what is worth drawing
 * @param samplesPerSecond training samples per second over the whole run
 * @param paths            what the run left behind, by kind, such as {@code bundle}
 */
public record RunResult(
        Map<String, Double> metrics,
        Map<String, ConfidenceInterval> intervals,
        Map<String, Map<String, Double>> baselines,
        List<String> findings,
        List<Chart> charts,
        double samplesPerSecond,
        Map<String, String> paths) {

    public RunResult {
        metrics = Ordered.copyOf(metrics);
        intervals = Ordered.copyOf(intervals);
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>(baselines);
        copy.replaceAll((name, values) -> Ordered.copyOf(values));
        baselines = Ordered.copyOf(copy);
        findings = List.copyOf(findings);
        charts = List.copyOf(charts);
        paths = Ordered.copyOf(paths);
    }

    /** Without intervals, findings and charts. */
    public RunResult(
            Map<String, Double> metrics,
            Map<String, Map<String, Double>> baselines,
            double samplesPerSecond,
            Map<String, String> paths) {
        this(metrics, Map.of(), baselines, List.of(), List.of(), samplesPerSecond, paths);
    }
}
