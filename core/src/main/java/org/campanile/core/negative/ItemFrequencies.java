package org.campanile.core.negative;

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
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double logTotal = Math.log((double) Math.max(1, total));
        float[] logarithms = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            logarithms[item] = (float) (Math.log((double) Math.max(1, counts[item])) - logTotal);
        }
        return logarithms;
    }
}
