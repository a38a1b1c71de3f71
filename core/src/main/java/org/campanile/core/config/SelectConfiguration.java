package org.campanile.core.config;

import org.campanile.core.Check;

/** Section {@code data.select}: which of the usable rows make the data set. */
public record SelectConfiguration(
        @Option(
                value = "Interactions before this time are left out (a date, an instant, or a number in the data's own"
                        + " unit); empty: none.",
                defaultValue = "\"\"")
        String from,

        @Option(value = "Interactions at this time and later are left out; empty: none.", defaultValue = "\"\"")
        String to,

        @Option(
                value = "Which of several interactions of a user with an item stays: the first or last in time, the"
                        + " one with the greatest value, or all.",
                defaultValue = "first")
        Duplicates duplicates,

        @Option(
                value = "What becomes of rows that differ in the label alone (the same user and item, or the same"
                        + " features): keep them; keep those with the last or the majority's label; or drop them all.",
                defaultValue = "keep")
        Conflicts conflicts,

        @Option(
                value = "Least interactions of a user within active-days; users with fewer are left out.",
                defaultValue = "0",
                range = "[0, 1000000]")
        int activeInteractions,

        @Option(
                value =
                        "Days before the last interaction of the data in which active-interactions are counted; 0: all.",
                defaultValue = "0",
                range = "[0, 100000]")
        int activeDays,

        @Option(
                value = "Least interactions of every user in the data set, together with item-core (k-core).",
                defaultValue = "0",
                range = "[0, 1000000]")
        int userCore,

        @Option(
                value = "Least interactions of every item in the data set, together with user-core (k-core).",
                defaultValue = "0",
                range = "[0, 1000000]")
        int itemCore,

        @Option(
                value = "Rounds after which a k-core that still shrinks is given up.",
                defaultValue = "100",
                range = "[1, 10000]")
        int coreRounds) {

    public SelectConfiguration {
        TimePoint.require(from, "from");
        TimePoint.require(to, "to");
        Check.that(
                activeDays == 0 || activeInteractions > 0, "active-days is %d without active-interactions", activeDays);
    }

    /** Whether interactions outside some time are left out. */
    public boolean hasTimeWindow() {
        return !from.isEmpty() || !to.isEmpty();
    }

    /** Which of several interactions of a user with an item stays. */
    public enum Duplicates {
        FIRST,
        LAST,
        GREATEST,
        ALL
    }

    /** What becomes of rows with different labels and all else alike. */
    public enum Conflicts {
        KEEP,
        LAST,
        MAJORITY,
        DROP
    }
}
