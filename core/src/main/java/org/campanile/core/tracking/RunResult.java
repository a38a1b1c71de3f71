package org.campanile.core.tracking;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param metrics          final values by metric name
 * @param baselines        the same metrics by baseline, such as {@code popularity}
 * @param samplesPerSecond training samples per second over the whole run
 * @param paths            what the run left behind, by kind, such as {@code bundle}
 */
public record RunResult(
        Map<String, Double> metrics,
        Map<String, Map<String, Double>> baselines,
        double samplesPerSecond,
        Map<String, String> paths) {

    public RunResult {
        metrics = Ordered.copyOf(metrics);
        Map<String, Map<String, Double>> copy = new LinkedHashMap<>(baselines);
        copy.replaceAll((name, values) -> Ordered.copyOf(values));
        baselines = Ordered.copyOf(copy);
        paths = Ordered.copyOf(paths);
    }
}
