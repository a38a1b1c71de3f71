package org.campanile.spark.preparation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.Check;

/**
 * What became of the rows of one input; {@code read = used + duplicates + rejected}, always.
 *
 * @param input      {@code interactions}, {@code examples}, {@code users} or {@code items}
 * @param read       rows read
 * @param used       rows used
 * @param duplicates rows that repeat another one
 * @param rejected   rows that cannot be used, by reason
 */
public record InputCounts(String input, long read, long used, long duplicates, Map<String, Long> rejected) {
    public InputCounts {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        Check.that(
                read == used + duplicates + sum(rejected),
                "%s: %d rows read are not %d used, %d duplicates and %d rejected",
                input,
                read,
                used,
                duplicates,
                sum(rejected));
    }

    /** Rejected rows of all reasons. */
    public long rejectedRows() {
        return sum(rejected);
    }

    /** The same with some of the used rows found to be duplicates. */
    InputCounts withDistinct(long distinct) {
        return new InputCounts(input, read, distinct, used - distinct, rejected);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
