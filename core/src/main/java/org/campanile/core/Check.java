package org.campanile.core;

/** Preconditions for the first lines of public methods. Each throws {@link IllegalArgumentException}. */
public final class Check {
    private Check() {}

    /** Throws with the formatted message unless the condition holds. */
    public static void that(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(message, values));
        }
    }

    /** Returns the value if it is at least 1. */
    public static int positive(int value, String name) {
        that(value >= 1, "%s must be at least 1, but is %d", name, value);
        return value;
    }

    /** Returns the value if it is at least 0. */
    public static int notNegative(int value, String name) {
        that(value >= 0, "%s must be at least 0, but is %d", name, value);
        return value;
    }
}
