package org.campanile.core.negative;

import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;

/** Every known item with the same probability. */
record UniformDistribution(int items) implements ItemDistribution {
    UniformDistribution {
        Check.that(items >= 2, "drawing takes at least one known item, but there are %d items", items);
    }

    @Override
    public int draw(long hash) {
        return 1 + CounterRandom.below(hash, items - 1);
    }

    @Override
    public double probability(int item) {
        return item == 0 ? 0 : 1.0 / (items - 1);
    }

    @Override
    public float logProbability(int item) {
        return (float) -Math.log(items - 1.0);
    }
}
