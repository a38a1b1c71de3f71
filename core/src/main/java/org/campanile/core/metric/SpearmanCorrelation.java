package org.campanile.core.metric;

import java.util.Arrays;
import org.campanile.core.Check;

/** Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing their average rank. */
public final class SpearmanCorrelation {
    private SpearmanCorrelation() {}

    /** The correlation of two lists of equal length, from -1 to 1; NaN when all values of one are equal. */
    public static double of(double[] x, double[] y) {
        Check.that(x.length == y.length, "%d values cannot be paired with %d", x.length, y.length);
        return pearson(ranks(x), ranks(y));
    }

    private static double[] ranks(double[] values) {
        double[] ascending = values.clone();
        Arrays.sort(ascending);
        return Arrays.stream(values)
                .map(value -> (lowerBound(ascending, value, 0) + lowerBound(ascending, value, 1) - 1) / 2.0)
                .toArray();
    }

    /** How many values are below this one, or with {@code equal} 1, not above it. */
    private static int lowerBound(double[] ascending, double value, int equal) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(ascending[middle], value) < equal) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double pearson(double[] x, double[] y) {
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        double together = 0;
        double squaresX = 0;
        double squaresY = 0;
        for (int i = 0; i < x.length; i++) {
            together += (x[i] - meanX) * (y[i] - meanY);
            squaresX += (x[i] - meanX) * (x[i] - meanX);
            squaresY += (y[i] - meanY) * (y[i] - meanY);
        }
        return squaresX == 0 || squaresY == 0 ? Double.NaN : together / Math.sqrt(squaresX * squaresY);
    }
}
