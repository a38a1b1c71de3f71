package org.campanile.core.negative;

/** Draws items that serve as negatives. Immutable; safe for use by several threads. */
public interface NegativeSampler {
    /**
     * Writes {@code count} item indices (never 0, the unknown item) to {@code out[from]} on, drawn one by one with
     * replacement.
     *
     * <p>The draw is a pure function of the sampler and its arguments, so that a resumed run draws the same. Fewer draws
     * are the first of more.
     *
     * @param key  the key of the draws, see {@link DrawKeys}: different keys have nothing to do with one another
     * @param user index of the user whom the items are negatives of
     */
    void sample(long key, int user, int count, int[] out, int from);

    /**
     * Logarithm of the probability with which one draw for a user is the item; finite. For an item that is never drawn
     * for the user, being a positive, it is the one that the item has for others.
     */
    float logProbability(int user, int item);
}
