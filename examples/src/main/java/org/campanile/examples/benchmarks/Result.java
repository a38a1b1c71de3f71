package org.campanile.examples.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/** One comparison's outcome: medians over the rounds. */
record Result(Benchmark benchmark, Comparison comparison, Rounds ours, Rounds peer) {
    /** Ours over the peer's. */
    double ratio() {
        return ours.median() / peer.median();
    }

    /** The result as an entry of the list of results. */
    ResultEntry entry(Machine machine, String date) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", benchmark.name());
        values.put("size", comparison.size());
        values.put("ours", ours.median());
        values.put("peer", peer.name());
        values.put("peer_value", peer.median());
        values.put("ratio", ratio());
        values.put("unit", benchmark.unit());
        values.put("floor", benchmark.floor());
        values.put("aim", benchmark.aim());
        values.put("ours_rounds", ours.values());
        values.put("peer_rounds", peer.values());
        values.putAll(comparison.facts());
        values.put("ours_facts", ours.facts());
        values.put("peer_facts", peer.facts());
        values.put("cpu", machine.cpu());
        values.put("cores", machine.cores());
        values.put("memory_gib", machine.memoryGib());
        values.put("versions", machine.versions());
        values.put("date", date);
        return new ResultEntry(values);
    }
}
