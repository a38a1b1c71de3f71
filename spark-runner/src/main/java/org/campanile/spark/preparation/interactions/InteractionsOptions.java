package org.campanile.spark.preparation.interactions;

import org.campanile.core.config.Option;
import org.campanile.core.config.SourceOptions;

/** Options of the source {@code interactions}. */
public record InteractionsOptions(
        @Option(
                value =
                        "What a line is: lists (a user and items in no order), sequences (a user and items in time order),"
                                + " triples (user item [rating [time]]), or auto, which tells them by names and first lines.",
                defaultValue = "auto")
        Layout layout,

        @Option(
                value = "Whether the first line of triples names the columns: present, absent, or auto, which looks for"
                        + " names of a user and an item.",
                defaultValue = "auto")
        Header header)
        implements SourceOptions {

    /** What a line is. */
    public enum Layout {
        AUTO,
        LISTS,
        SEQUENCES,
        TRIPLES
    }

    /** Whether there is a header. */
    public enum Header {
        AUTO,
        PRESENT,
        ABSENT
    }
}
