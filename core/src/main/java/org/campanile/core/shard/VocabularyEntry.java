package org.campanile.core.shard;

import org.campanile.core.Check;

/**
 * One value of a vocabulary.
 *
 * @param value the value as it stands in the raw data; empty for index 0, the unknown value
 * @param index from 0
 * @param count training rows that hold it
 */
public record VocabularyEntry(String value, int index, long count) {
    public VocabularyEntry {
        Check.notNegative(index, "index");
        Check.that(count >= 0, "count of '%s' must be at least 0, but is %d", value, count);
    }
}
