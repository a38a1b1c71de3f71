package org.campanile.core.training;

import java.util.Map;

/**
 * A validation while training.
 *
 * @param globalStep steps taken before it
 * @param metrics    of the validation part, over all workers, by name
 * @param rateFactor what learning rates are multiplied by from now on
 * @param best       whether the metric that counts was never better
 */
public record ValidationReport(long globalStep, Map<String, Double> metrics, double rateFactor, boolean best) {
    public ValidationReport {
        metrics = Map.copyOf(metrics);
    }
}
