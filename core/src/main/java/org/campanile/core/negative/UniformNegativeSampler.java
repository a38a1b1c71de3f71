package org.campanile.core.negative;

import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;

/** Draws every known item with the same probability, the sample's own item included. */
public final class UniformNegativeSampler implements NegativeSampler {
    private final int knownItems;
    private final long seed;

    /** @param items number of items with the unknown one, so that the draws are 1 to {@code items - 1}; at least 2 */
    public UniformNegativeSampler(int items, long seed) {
        Check.that(items >= 2, "sampling negatives takes at least one known item, but items is %d", items);
        this.knownItems = items - 1;
        this.seed = CounterRandom.seedFor(seed, "uniform-negatives");
    }

    @Override
    public void sample(int epoch, long position, int count, int[] out, int from) {
        long sampleSeed = CounterRandom.hash(seed, epoch, position);
        for (int draw = 0; draw < count; draw++) {
            out[from + draw] = 1 + CounterRandom.below(CounterRandom.hash(sampleSeed, draw), knownItems);
        }
    }
}
