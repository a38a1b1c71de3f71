package org.campanile.core.training;

import org.campanile.core.collective.Collective;

/** Loss and samples of a round. Owned by the training thread. */
final class RoundTotals {
    private double lossSum;
    private long samples;
    private boolean diverged;

    void add(double stepLoss, int stepSamples) {
        lossSum += stepLoss;
        samples += stepSamples;
    }

    /** The totals of all workers; diverged when any worker is. */
    RoundTotals sumOver(Collective collective, boolean divergedHere) {
        float[] values = {divergedHere ? 0f : (float) lossSum, samples, divergedHere ? 1f : 0f};
        collective.allReduceSum(values, 0, values.length);
        RoundTotals all = new RoundTotals();
        all.lossSum = values[0];
        all.samples = (long) values[1];
        all.diverged = values[2] > 0;
        return all;
    }

    double lossSum() {
        return lossSum;
    }

    long samples() {
        return samples;
    }

    boolean diverged() {
        return diverged;
    }
}
