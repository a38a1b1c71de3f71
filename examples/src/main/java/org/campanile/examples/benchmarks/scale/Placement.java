package org.campanile.examples.benchmarks.scale;

import java.util.Locale;

/** Where the rows of tables are. */
enum Placement {
    /** Each worker has all of them; those that a round touched are averaged at its end. */
    REPLICATED,
    /** Each row has one owner, asked in every step. */
    SHARDED;

    /** As {@code cluster.sharding} has it. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }
}
