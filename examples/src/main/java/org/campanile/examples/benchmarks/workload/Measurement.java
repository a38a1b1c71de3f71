package org.campanile.examples.benchmarks.workload;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a process measured, as one line of JSON: the number that is compared under {@link #VALUE}, and facts beside it. A
 * workload that measures its own peer adds {@link #PEER_VALUE}.
 */
record Measurement(Map<String, Object> values) {
    /** Key of the number that is compared. */
    static final String VALUE = "value";

    /** Key of the peer's number, where the same process measures both. */
    static final String PEER_VALUE = "peer_value";

    Measurement {
        values = new LinkedHashMap<>(values);
    }

    static Measurement of(double value) {
        return new Measurement(Map.of(VALUE, value));
    }

    /** The same with one more fact. */
    Measurement with(String key, Object fact) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, fact);
        return new Measurement(more);
    }
}
