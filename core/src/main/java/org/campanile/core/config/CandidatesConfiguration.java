package org.campanile.core.config;

import java.io.Serializable;
import java.util.List;
import org.campanile.core.Check;

/** Section {@code evaluation.candidates}: which items may be recommended. */
public record CandidatesConfiguration(
        @Option(
                value = "A categorical or sequence feature of the items that tells; empty: all items may be.",
                defaultValue = "\"\"")
        String column,

        @Option(
                value = "Values of the column, as in the raw data, of which a candidate has at least one.",
                defaultValue = "[]")
        List<String> values)
        implements Serializable {

    public CandidatesConfiguration {
        values = List.copyOf(values);
        Check.that(
                column.isEmpty() == values.isEmpty(),
                "column is '%s' and values are %s: give both, or neither",
                column,
                values);
    }

    /** Whether all items may be recommended. */
    public boolean isAll() {
        return column.isEmpty();
    }
}
