package org.campanile.core.loss;

/**
 * The squared error of one output s for a label y, whose mean over samples is the mean squared error:
 *
 * <pre>
 * loss(s, y)   = (s - y)^2
 * d loss / d s = 2 (s - y)
 * </pre>
 */
public record SquaredError() implements ErrorLoss {
    @Override
    public double loss(double error) {
        return error * error;
    }

    @Override
    public double slope(double error) {
        return 2 * error;
    }
}
