package org.campanile.core.config;

/** Section {@code data.split}. */
public record SplitConfiguration(
        @Option(
                value = "leave-one-out: each user's last interaction is for test, the one before for validation;"
                        + " ratio: rows at random, an eighth each for validation and test.",
                defaultValue = "leave-one-out")
        SplitMethod method) {

    /** How rows are divided. */
    public enum SplitMethod {
        LEAVE_ONE_OUT,
        RATIO
    }
}
