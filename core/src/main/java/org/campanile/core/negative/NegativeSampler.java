package org.campanile.core.negative;

/** Draws items that serve as negatives. Immutable; safe for use by several threads. */
public interface NegativeSampler {
    /**
     * Writes {@code count} item indices (never 0, the unknown item) to {@code out[from]} on.
     *
     * <p>The draw is a pure function of the sampler's seed and its arguments, so that a resumed run draws the same.
     *
     * @param epoch    the epoch, from 0
     * @param position the sample's position in the epoch's global order
     */
    void sample(int epoch, long position, int count, int[] out, int from);
}
