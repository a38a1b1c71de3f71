package org.campanile.examples.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.CampanileException;

/** One line of JSON that a contender printed. */
record Observation(Map<String, Object> values) {
    Observation {
        values = new LinkedHashMap<>(values);
    }

    /** The number that is compared. */
    double value() {
        return number("value");
    }

    /** The peer's number, when our own process measured it. */
    double peerValue() {
        return number("peer_value");
    }

    /** What it says beside the numbers that are compared. */
    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>(values);
        facts.remove("value");
        facts.remove("peer_value");
        return facts;
    }

    private double number(String key) {
        if (values.get(key) instanceof Number number && number.doubleValue() > 0) {
            return number.doubleValue();
        }
        throw new CampanileException("A measurement has no positive " + key + ": " + values + ".");
    }
}
