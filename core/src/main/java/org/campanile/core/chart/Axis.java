package org.campanile.core.chart;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The range of an axis.
 *
 * @param low  its smallest value, less than {@code high}
 * @param step the distance of its ticks: 1, 2 or 5 times a power of ten
 */
record Axis(double low, double high, double step) {
    private static final int ABOUT_SO_MANY_TICKS = 4;

    /** From the smallest to the largest finite value. */
    static Axis spanning(DoubleStream values) {
        DoubleSummaryStatistics range = values.filter(Double::isFinite).summaryStatistics();
        double low = range.getMin();
        double high = range.getMax();
        if (low == high) {
            double room = Math.max(Math.abs(low) / 10, 1e-9);
            return new Axis(low - room, high + room, niceStep(2 * room));
        }
        return new Axis(low, high, niceStep(high - low));
    }

    /** Widened to zero where that at most doubles it, and to whole ticks. */
    Axis rounded() {
        return low > 0 && low < high / 2 ? fromZero() : widenedFrom(low);
    }

    /** Widened to begin at zero, and to whole ticks. */
    Axis fromZero() {
        return widenedFrom(Math.min(low, 0));
    }

    private Axis widenedFrom(double from) {
        double nice = niceStep(high - from);
        return new Axis(Math.floor(from / nice) * nice, Math.ceil(high / nice) * nice, nice);
    }

    List<Double> ticks() {
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        return LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
    }

    /** Where a value lies, 0 at the low and 1 at the high end. */
    double position(double value) {
        return (value - low) / (high - low);
    }

    private static double niceStep(double range) {
        double rough = range / ABOUT_SO_MANY_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
