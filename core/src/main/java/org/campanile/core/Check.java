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
        if (value < 1) {
            throw below(1, value, name);
        }
        return value;
    }

    /** Returns the value if it is at least 0. */
    public static int notNegative(int value, String name) {
        if (value < 0) {
            throw below(0, value, name);
        }
        return value;
    }

    /* Apart, so that a check that holds makes no object of the value. */
    private static IllegalArgumentException below(int least, int value, String name) {
        return new IllegalArgumentException(String.format("%s must be at least %d, but is %d", name, least, value));
    }
}
