package org.campanile.spark.preparation.yidiannews;

import org.campanile.spark.preparation.text.Numbers;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/** What Yidian believes of a user, such as {@code female:0.051,male:0.949}. */
final class Probabilities {
    private Probabilities() {}

    /**
     * The value with the greatest probability, the first of equal ones; null for an empty text.
     *
     * @throws RejectedRow {@code malformed-NAME}, {@code non-numeric-NAME}, {@code empty-NAME}
     */
    static @Nullable String mostProbable(String text, String name) throws RejectedRow {
        if (text.isEmpty()) {
            return null;
        }
        String[] entries = text.split(",", -1);
        String[] values = new String[entries.length];
        String[] numbers = new String[entries.length];
        for (int entry = 0; entry < entries.length; entry++) {
            int colon = entries[entry].lastIndexOf(':');
            if (colon < 1) {
                throw new RejectedRow("malformed-" + name);
            }
            values[entry] = entries[entry].substring(0, colon).strip();
            numbers[entry] = entries[entry].substring(colon + 1);
        }
        return mostProbable(values, numbers, name);
    }

    /** The same from values and the texts of their probabilities. */
    static String mostProbable(String[] values, String[] numbers, String name) throws RejectedRow {
        int best = 0;
        for (int value = 1; value < values.length; value++) {
            if (Numbers.finite(numbers[value], name) > Numbers.finite(numbers[best], name)) {
                best = value;
            }
        }
        Numbers.finite(numbers[best], name);
        return values[best];
    }
}
