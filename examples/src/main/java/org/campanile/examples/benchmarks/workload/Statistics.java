package org.campanile.examples.benchmarks.workload;

import java.util.List;
import org.campanile.core.Check;

/** Numbers that stand for several. */
public final class Statistics {
    private Statistics() {}

    /** The middle value, or the mean of the two in the middle. */
    public static double median(List<Double> values) {
        Check.that(!values.isEmpty(), "there is no median of nothing");
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static double smallest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }
}
