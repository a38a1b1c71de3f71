package org.campanile.spark.training;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One trial of a sweep.
 *
 * @param number  from 1
 * @param values  what it tried, by option, as YAML
 * @param run     its run folder; empty when it failed
 * @param metrics what it came to; empty when it failed
 * @param value   of the metric that decides; NaN when it failed
 * @param failure why it failed; empty when it did not
 */
public record SweepTrial(
        int number, Map<String, String> values, String run, Map<String, Double> metrics, double value, String failure) {

    public SweepTrial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    static SweepTrial done(
            int number, Map<String, String> values, Path run, Map<String, Double> metrics, double value) {
        return new SweepTrial(number, values, run.toString(), metrics, value, "");
    }

    static SweepTrial failed(int number, Map<String, String> values, String reason) {
        return new SweepTrial(number, values, "", Map.of(), Double.NaN, reason);
    }
}
