package org.campanile.core.negative;

import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;

/**
 * Leaves out samples of frequent items at random (Mikolov et al.: Distributed Representations of Words and Phrases and
 * their Compositionality, NIPS 2013, section 2.3). With threshold t a sample of an item whose share of the training rows is
 * f stays with probability
 *
 * <pre>
 * min(1, sqrt(t / f))
 * </pre>
 *
 * <p>A pure function of seed, epoch and the sample's position. Immutable; safe for use by several threads.
 */
public final class Subsampling {
    private final double[] kept;
    private final long seed;

    /**
     * @param counts    training rows of each item, by index
     * @param threshold t, above 0
     */
    public Subsampling(long[] counts, double threshold, long seed) {
        Check.that(threshold > 0, "threshold of subsampling must be above 0, but is %s", threshold);
        this.seed = CounterRandom.seedFor(seed, "subsampling");
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        this.kept = new double[counts.length];
        for (int item = 0; item < counts.length; item++) {
            kept[item] = counts[item] == 0 ? 1 : Math.min(1, Math.sqrt(threshold * total / counts[item]));
        }
    }

    /** Whether the sample stays. */
    public boolean keeps(int epoch, long position, int item) {
        return (CounterRandom.hash(seed, epoch, position) >>> 11) * 0x1p-53 < kept[item];
    }

    /** The share of an item's samples that stay. */
    public double keptShare(int item) {
        return kept[item];
    }
}
