package org.campanile.core.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private Numbers() {}

    /** Four significant digits; thousands with separators; very small numbers with an exponent. */
    public static String format(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (size >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size != 0 && size < 1e-4) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return plain(value, 4);
    }

    /** For axes: no more digits than needed, with k, M and G. */
    public static String tick(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return plain(value / 1e9, 4) + "G";
        }
        if (size >= 1e6) {
            return plain(value / 1e6, 4) + "M";
        }
        if (size >= 1e4) {
            return plain(value / 1e3, 4) + "k";
        }
        return size != 0 && size < 1e-4 ? String.format(Locale.ROOT, "%.1e", value) : plain(value, 4);
    }

    private static String plain(double value, int digits) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
