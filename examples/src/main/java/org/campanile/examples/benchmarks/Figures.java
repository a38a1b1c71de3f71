package org.campanile.examples.benchmarks;

import java.util.Locale;

/** Numbers as the tables show them; never rounded up. */
final class Figures {
    private Figures() {}

    /** A speed: whole from 100 on, otherwise with two decimals. */
    static String speed(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,d", (long) Math.floor(value))
                : String.format(Locale.ROOT, "%.2f", down(value));
    }

    /** A ratio with two decimals. */
    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", down(value));
    }

    /** A bound as it was written, or a dash when there is none. */
    static String bound(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /* The small part keeps 0.29, which is stored as 0.28999..., from becoming 0.28. */
    private static double down(double value) {
        return Math.floor(value * 100 + 1e-9) / 100;
    }
}
