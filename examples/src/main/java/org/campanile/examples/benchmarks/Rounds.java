package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.campanile.examples.benchmarks.workload.Statistics;

/**
 * What one contender reached, round by round.
 *
 * @param name   the contender's
 * @param values one per round
 * @param facts  of the last round
 */
record Rounds(String name, List<Double> values, Map<String, Object> facts) {
    Rounds {
        values = List.copyOf(values);
    }

    static Rounds none(String name) {
        return new Rounds(name, List.of(), Map.of());
    }

    Rounds add(double value, Map<String, Object> newFacts) {
        List<Double> more = new ArrayList<>(values);
        more.add(value);
        return new Rounds(name, more, newFacts);
    }

    double median() {
        return Statistics.median(values);
    }
}
