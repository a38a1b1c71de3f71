package org.campanile.examples.benchmarks.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.Check;

/** The settings of one measurement, from texts such as {@code batch=2048}. */
public record WorkloadArguments(Map<String, String> values) {
    public WorkloadArguments {
        values = Map.copyOf(values);
    }

    /**
     * Reads the texts.
     *
     * @throws IllegalArgumentException when one is not of the form {@code key=value}
     */
    static WorkloadArguments parse(List<String> texts) {
        Map<String, String> values = new HashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            Check.that(equals > 0, "%s is not of the form key=value", text);
            values.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return new WorkloadArguments(values);
    }

    /** A text that must be given. */
    String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the workload needs " + key + "=...");
        }
        return value;
    }

    /** A whole number that must be given, at least 1. */
    int count(String key) {
        return Check.positive(Integer.parseInt(text(key)), key);
    }

    /** A number that must be given. */
    double number(String key) {
        return Double.parseDouble(text(key));
    }
}
