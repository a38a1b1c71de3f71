package org.campanile.core.negative;

import java.util.function.IntToDoubleFunction;

/** How often items stand in the training rows, as probabilities. */
public final class ItemFrequencies {
    private ItemFrequencies() {}

    /**
     * The logarithm of the probability that a training row drawn at random holds each item: its count over the sum of all.
     * An item that no training row holds counts as if one did, so that every logarithm is finite.
     *
     * @param counts training rows of each item, by index
     */
    public static float[] logProbabilities(long[] counts) {
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        return logarithms(counts, item -> 1, total);
    }

    /** The same for the rows that subsampling leaves, on average over epochs. */
    public static float[] logProbabilities(long[] counts, Subsampling subsampling) {
        double total = 0;
        for (int item = 0; item < counts.length; item++) {
            total += counts[item] * subsampling.keptShare(item);
        }
        return logarithms(counts, subsampling::keptShare, total);
    }

    private static float[] logarithms(long[] counts, IntToDoubleFunction kept, double total) {
        double logTotal = Math.log(Math.max(1, total));
        float[] logarithms = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            logarithms[item] = (float) (Math.log(Math.max(1, counts[item]) * kept.applyAsDouble(item)) - logTotal);
        }
        return logarithms;
    }
}
