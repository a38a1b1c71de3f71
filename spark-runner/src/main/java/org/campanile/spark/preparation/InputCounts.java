package org.campanile.spark.preparation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.Check;

/**
 * What became of the rows of one input; {@code read = used + duplicates + rejected + deselected}, always.
 *
 * @param input      {@code interactions}, {@code examples}, {@code users} or {@code items}
 * @param read       rows read
 * @param used       rows used
 * @param duplicates rows that repeat another one
 * @param rejected   rows that cannot be used, by reason
 * @param deselected rows that could be used, but that the configuration leaves out, by reason
 */
public record InputCounts(
        String input, long read, long used, long duplicates, Map<String, Long> rejected, Map<String, Long> deselected) {
    public InputCounts {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        deselected = Collections.unmodifiableMap(new TreeMap<>(deselected));
        Check.that(
                read == used + duplicates + sum(rejected) + sum(deselected),
                "%s: %d rows read are not %d used, %d duplicates, %d rejected and %d deselected",
                input,
                read,
                used,
                duplicates,
                sum(rejected),
                sum(deselected));
    }

    /** Rejected rows of all reasons. */
    public long rejectedRows() {
        return sum(rejected);
    }

    /** Deselected rows of all reasons. */
    public long deselectedRows() {
        return sum(deselected);
    }

    /** The same with some of the used rows found to be duplicates. */
    InputCounts withDistinct(long distinct) {
        return withDuplicates(used - distinct);
    }

    /** The same with so many of the used rows found to be duplicates. */
    InputCounts withDuplicates(long rows) {
        return new InputCounts(input, read, used - rows, duplicates + rows, rejected, deselected);
    }

    /** The same with so many of the used rows left out for a reason; a reason without rows is not counted. */
    InputCounts withDeselected(String reason, long rows) {
        if (rows == 0) {
            return this;
        }
        Map<String, Long> more = new TreeMap<>(deselected);
        more.merge(reason, rows, Long::sum);
        return new InputCounts(input, read, used - rows, duplicates, rejected, more);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
