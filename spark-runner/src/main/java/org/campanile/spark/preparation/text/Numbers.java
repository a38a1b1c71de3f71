package org.campanile.spark.preparation.text;

/** Numbers of text files. */
public final class Numbers {
    private Numbers() {}

    /** A whole number: {@code empty-NAME}, {@code non-numeric-NAME}. */
    public static long integer(String text, String name) throws RejectedRow {
        String value = required(text, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new RejectedRow("non-numeric-" + name);
        }
    }

    /** A finite number: {@code empty-NAME}, {@code non-numeric-NAME}. */
    public static float finite(String text, String name) throws RejectedRow {
        String value = required(text, name);
        try {
            float number = Float.parseFloat(value);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            /* The same reason as for NaN and infinity. */
        }
        throw new RejectedRow("non-numeric-" + name);
    }

    private static String required(String text, String name) throws RejectedRow {
        String value = text.strip();
        if (value.isEmpty()) {
            throw new RejectedRow("empty-" + name);
        }
        return value;
    }
}
