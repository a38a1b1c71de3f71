package org.campanile.core.training;

/**
 * One pass over the samples, by all workers together. After a resume within the epoch it covers the rest alone.
 *
 * @param epoch      the epoch, from 0
 * @param globalStep steps taken since the start of training
 * @param meanLoss   mean loss per sample
 * @param samples    samples trained on
 * @param seconds    wall time
 */
public record EpochReport(int epoch, long globalStep, double meanLoss, long samples, double seconds) {
    public double samplesPerSecond() {
        return seconds > 0 ? samples / seconds : 0;
    }
}
