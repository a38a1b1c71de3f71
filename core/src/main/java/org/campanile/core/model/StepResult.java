package org.campanile.core.model;

/**
 * What one training step reports.
 *
 * @param lossSum sum of the loss over the step's samples
 * @param samples number of samples; 0 for an empty batch
 */
public record StepResult(double lossSum, int samples) {
    public double meanLoss() {
        return samples == 0 ? 0 : lossSum / samples;
    }
}
