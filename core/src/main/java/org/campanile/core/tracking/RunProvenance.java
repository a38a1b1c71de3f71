package org.campanile.core.tracking;

import java.util.Map;

/**
 * What a run is made from.
 *
 * @param seeds    seeds by what they are for
 * @param versions versions by product, such as {@code campanile}, {@code spark} and {@code java}
 * @param facts    what else the report opens with, in this order, such as {@code training rows}
 */
public record RunProvenance(
        RunData data, Map<String, Long> seeds, Map<String, String> versions, Map<String, String> facts) {

    public RunProvenance {
        seeds = Ordered.copyOf(seeds);
        versions = Ordered.copyOf(versions);
        facts = Ordered.copyOf(facts);
    }
}
