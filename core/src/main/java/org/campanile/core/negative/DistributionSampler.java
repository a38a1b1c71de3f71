package org.campanile.core.negative;

import org.campanile.core.math.CounterRandom;

/** Draws for every user from the same distribution; a negative may be one of the user's positives. */
public record DistributionSampler(ItemDistribution distribution) implements NegativeSampler {
    @Override
    public void sample(long key, int user, int count, int[] out, int from) {
        for (int draw = 0; draw < count; draw++) {
            out[from + draw] = distribution.draw(CounterRandom.hash(key, draw));
        }
    }

    @Override
    public float logProbability(int user, int item) {
        return distribution.logProbability(item);
    }
}
