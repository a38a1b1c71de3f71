package org.campanile.examples.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ours and its peers at one size.
 *
 * @param size  the size in words, such as {@code batch 2048, 1 thread}
 * @param facts the same by name, such as {@code batch} and {@code threads}
 * @param ours  our process
 * @param peers configurations of the peer, of which the fastest counts; none when our process measures its peer itself
 * @param peer  name of the peer
 */
record Comparison(String size, Map<String, Object> facts, Contender ours, List<Contender> peers, String peer) {
    Comparison {
        facts = new LinkedHashMap<>(facts);
        peers = List.copyOf(peers);
    }
}
