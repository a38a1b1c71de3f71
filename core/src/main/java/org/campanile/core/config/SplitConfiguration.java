package org.campanile.core.config;

import org.campanile.core.Check;

/** Section {@code data.split}. */
public record SplitConfiguration(
        @Option(
                value = "leave-one-out: each user's last positive interaction is for test, the one before for"
                        + " validation; ratio: rows at random; by-time: the latest rows are held out; by-user: whole"
                        + " users are held out, their first interactions as history; provided: as the source divides.",
                defaultValue = "leave-one-out")
        SplitMethod method,

        @Option(
                value = "Share of the rows (by-user: of the users) that goes to validation.",
                defaultValue = "0.125",
                range = "[0, 1)")
        double validation,

        @Option(
                value = "Share of the rows (by-user: of the users) that goes to test.",
                defaultValue = "0.125",
                range = "[0, 1)")
        double test,

        @Option(
                value = "Of ratio and by-time: whether shares are those of all rows or of each user's rows.",
                defaultValue = "global")
        SplitScope scope,

        @Option(
                value = "by-time: validation begins at this time (a date such as 2015-03-31, an instant such as"
                        + " 2015-03-31T12:00:00Z, or a number in the data's own unit); empty: by its share.",
                defaultValue = "\"\"")
        String validationFrom,

        @Option(value = "by-time: test begins at this time; empty: by its share.", defaultValue = "\"\"")
        String testFrom,

        @Option(
                value = "by-user: share of a held-out user's interactions, the earliest, that is history.",
                defaultValue = "0.8",
                range = "(0, 1)")
        double foldIn) {

    public SplitConfiguration {
        Check.that(
                validation + test < 1,
                "validation is %s and test is %s, which together must be less than 1",
                validation,
                test);
        TimePoint.require(validationFrom, "validation-from");
        TimePoint.require(testFrom, "test-from");
        Check.that(
                validationFrom.isEmpty() == testFrom.isEmpty(),
                "validation-from is '%s' and test-from is '%s': give both or neither",
                validationFrom,
                testFrom);
        Check.that(
                testFrom.isEmpty() || (method == SplitMethod.BY_TIME && scope == SplitScope.GLOBAL),
                "test-from is %s, which only method by-time with scope global knows",
                testFrom);
        Check.that(
                scope == SplitScope.GLOBAL || method == SplitMethod.RATIO || method == SplitMethod.BY_TIME,
                "scope per-user is for the methods ratio and by-time");
    }

    /** A method with the defaults of all else. */
    public SplitConfiguration(SplitMethod method) {
        this(method, 0.125, 0.125, SplitScope.GLOBAL, "", "", 0.8);
    }

    /** How rows are divided. */
    public enum SplitMethod {
        LEAVE_ONE_OUT,
        RATIO,
        BY_TIME,
        BY_USER,
        PROVIDED
    }

    /** Whose rows a share is a share of. */
    public enum SplitScope {
        GLOBAL,
        PER_USER
    }
}
