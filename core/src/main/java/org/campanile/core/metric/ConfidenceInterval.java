package org.campanile.core.metric;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.Serializable;

/** A 95 % confidence interval, both ends included; NaN when nothing is known. */
public record ConfidenceInterval(double low, double high) implements Serializable {
    private static final double TAIL = 0.025;

    /** From the 2.5th to the 97.5th percentile, with linear interpolation between values. */
    static ConfidenceInterval ofMiddle(double[] ascending) {
        return new ConfidenceInterval(quantile(ascending, TAIL), quantile(ascending, 1 - TAIL));
    }

    private static double quantile(double[] ascending, double share) {
        if (ascending.length == 0) {
            return Double.NaN;
        }
        double place = share * (ascending.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    /** Whether something is known. */
    @JsonIgnore
    public boolean isKnown() {
        return !Double.isNaN(low);
    }
}
