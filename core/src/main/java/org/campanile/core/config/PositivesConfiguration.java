package org.campanile.core.config;

import org.campanile.core.Check;

/** Section {@code data.positives}: which interactions count as positive. */
public record PositivesConfiguration(
        @Option(
                value = "Least value, such as a rating, of a positive interaction; empty: all are positive.",
                defaultValue = "\"\"")
        String atLeast,

        @Option(
                value =
                        "What becomes of interactions below at-least: drop leaves them out, negative gives them label 0.",
                defaultValue = "drop")
        Below below) {

    public PositivesConfiguration {
        Check.that(
                atLeast.isEmpty() || isNumber(atLeast), "at-least is %s, which is neither a number nor empty", atLeast);
    }

    /** Whether there is a threshold. */
    public boolean hasThreshold() {
        return !atLeast.isEmpty();
    }

    /** The threshold; to be asked for only when there is one. */
    public double threshold() {
        Check.that(hasThreshold(), "there is no threshold");
        return Double.parseDouble(atLeast);
    }

    /** Whether interactions may get the label 0. */
    public boolean givesNegatives() {
        return hasThreshold() && below == Below.NEGATIVE;
    }

    private static boolean isNumber(String text) {
        try {
            return Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    /** What becomes of interactions below the threshold. */
    public enum Below {
        DROP,
        NEGATIVE
    }
}
