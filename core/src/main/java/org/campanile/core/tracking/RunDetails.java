package org.campanile.core.tracking;

import java.util.List;
import java.util.Map;
import org.campanile.core.metric.ConfidenceInterval;

/**
 * What is known of one run.
 *
 * @param parameters the resolved configuration, by key
 * @param metrics    final values, of slices too
 * @param intervals  confidence intervals of some of these metrics
 * @param baselines  the metrics of each baseline
 * @param findings   what the numbers say, in sentences
 * @param facts      what it was made from: rows, sizes of vocabularies, seeds, versions, the data's hash
 * @param tags       such as the user and the command that started it
 */
public record RunDetails(
        RunSummary summary,
        Map<String, String> parameters,
        Map<String, Double> metrics,
        Map<String, ConfidenceInterval> intervals,
        Map<String, Map<String, Double>> baselines,
        List<String> findings,
        Map<String, String> facts,
        Map<String, String> tags) {

    public RunDetails {
        parameters = Ordered.copyOf(parameters);
        metrics = Ordered.copyOf(metrics);
        intervals = Ordered.copyOf(intervals);
        baselines = Ordered.copyOf(baselines);
        findings = List.copyOf(findings);
        facts = Ordered.copyOf(facts);
        tags = Ordered.copyOf(tags);
    }
}
