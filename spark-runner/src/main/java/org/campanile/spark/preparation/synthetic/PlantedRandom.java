package org.campanile.spark.preparation.synthetic;

import org.campanile.core.math.CounterRandom;

/** Random numbers of a purpose (stream) and two counters, in double precision where tails matter. */
final class PlantedRandom {
    private PlantedRandom() {}

    /** Uniform on the open interval (0, 1). */
    static double uniform(long seed, long stream, long first, long second) {
        return ((CounterRandom.hash(seed, stream, first, second) >>> 11) + 0.5) * 0x1p-53;
    }

    /** Normal with mean 0 and variance 1. */
    static double gaussian(long seed, long stream, long first, long second) {
        return CounterRandom.gaussian(CounterRandom.hash(seed, stream, first, second));
    }

    /** Standard Gumbel: mean 0.577, variance pi^2 / 6. */
    static double gumbel(long seed, long stream, long first, long second) {
        return -Math.log(-Math.log(uniform(seed, stream, first, second)));
    }
}
