package org.campanile.core.metric;

import java.util.List;
import org.campanile.core.Check;

/**
 * Divides the logit by a temperature T (Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks, ICML 2017):
 * {@code sigmoid(logit(p) / T)}. T above 1 takes back overconfidence; a prediction of 1/2 stays.
 *
 * @param temperature above 0
 */
public record TemperatureScaling(double temperature) implements Calibration {
    private static final double LARGEST = 1000;
    private static final int MOST_STEPS = 100;
    private static final double PRECISION = 1e-12;

    public TemperatureScaling {
        Check.that(temperature > 0, "temperature must be above 0, but is %s", temperature);
    }

    /**
     * The temperature of least log loss. With b = 1 / T the loss is convex in b; its slope, the sum of n z (sigmoid(b z) - y)
     * over bins of n samples with logit z and rate y, is brought to 0 by Newton's steps, halving where these leave the interval
     * known to hold it. Between 1/1000 and 1000.
     */
    static TemperatureScaling fit(List<ReliabilityPoint> bins) {
        double low = 1 / LARGEST;
        double high = LARGEST;
        double b = 1;
        for (int step = 0; step < MOST_STEPS && high - low > PRECISION * b; step++) {
            double slope = 0;
            double curvature = 0;
            for (ReliabilityPoint bin : bins) {
                double z = logit(bin.predicted());
                double p = sigmoid(b * z);
                slope += bin.samples() * z * (p - bin.observed());
                curvature += bin.samples() * z * z * p * (1 - p);
            }
            if (slope > 0) {
                high = b;
            } else {
                low = b;
            }
            double next = b - slope / curvature;
            b = next > low && next < high ? next : (low + high) / 2;
        }
        return new TemperatureScaling(1 / b);
    }

    @Override
    public float apply(float probability) {
        return (float) sigmoid(logit(probability) / temperature);
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
