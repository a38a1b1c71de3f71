package org.campanile.core.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.campanile.core.Check;

/**
 * An interval of numbers in the usual notation: {@code [1, 10]} with both ends, {@code (0, 1]} without the lower one,
 * {@code [0, inf)} without an upper bound.
 */
record Interval(String text, double low, boolean includesLow, double high, boolean includesHigh) {
    static final Interval ANY = new Interval("", Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

    private static final Pattern NOTATION = Pattern.compile("([\\[(])\\s*(\\S+)\\s*,\\s*(\\S+?)\\s*([])])");

    static Interval parse(String text) {
        if (text.isEmpty()) {
            return ANY;
        }
        Matcher matcher = NOTATION.matcher(text);
        Check.that(matcher.matches(), "range %s is not an interval", text);
        return new Interval(
                text,
                number(matcher.group(2)),
                matcher.group(1).equals("["),
                number(matcher.group(3)),
                matcher.group(4).equals("]"));
    }

    boolean contains(double value) {
        boolean aboveLow = includesLow ? value >= low : value > low;
        boolean belowHigh = includesHigh ? value <= high : value < high;
        return aboveLow && belowHigh;
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
