package org.campanile.core.loss;

import org.campanile.core.Check;

/**
 * The Huber loss of one output s for a label y (Huber: Robust Estimation of a Location Parameter, 1964): quadratic near the
 * label, linear farther than delta from it, so that outliers pull no harder than delta. With {@code e = s - y}:
 *
 * <pre>
 * loss(s, y)   = e^2 / 2                        where |e| &lt;= delta, else delta (|e| - delta / 2)
 * d loss / d s = e, held within [-delta, delta]
 * </pre>
 *
 * @param delta in units of the label; above 0
 */
public record HuberLoss(double delta) implements ErrorLoss {
    public HuberLoss {
        Check.that(delta > 0, "delta must be above 0, but is %s", delta);
    }

    @Override
    public double loss(double error) {
        double slope = slope(error);
        return slope * (error - slope / 2);
    }

    @Override
    public double slope(double error) {
        return Math.max(-delta, Math.min(delta, error));
    }
}
