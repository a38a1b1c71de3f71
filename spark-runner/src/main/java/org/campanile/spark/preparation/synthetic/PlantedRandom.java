package org.campanile.spark.preparation.synthetic;

/**
 * Random numbers as a function of a seed and three counters, without state: any row can be made anywhere.
 *
 * <p>Each counter is mixed in with the finalizer of SplitMix64 (Steele, Lea and Flood: Fast Splittable Pseudorandom
 * Number Generators, 2014).
 */
final class PlantedRandom {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private PlantedRandom() {}

    /** Uniform on the open interval (0, 1). */
    static double uniform(long seed, long stream, long first, long second) {
        return uniform(hash(seed, stream, first, second));
    }

    /** Normal with mean 0 and variance 1. */
    static double gaussian(long seed, long stream, long first, long second) {
        long hash = hash(seed, stream, first, second);
        /* Box and Muller 1958 */
        return Math.sqrt(-2 * Math.log(uniform(hash))) * Math.cos(2 * Math.PI * uniform(mix(hash + GOLDEN_GAMMA)));
    }

    /** Standard Gumbel: the largest of many, mean 0.577. */
    static double gumbel(long seed, long stream, long first, long second) {
        return -Math.log(-Math.log(uniform(seed, stream, first, second)));
    }

    private static double uniform(long hash) {
        return ((hash >>> 11) + 0.5) * 0x1p-53;
    }

    private static long hash(long seed, long stream, long first, long second) {
        long hash = mix(seed + GOLDEN_GAMMA);
        hash = mix(hash + stream * GOLDEN_GAMMA);
        hash = mix(hash + first * GOLDEN_GAMMA);
        return mix(hash + second * GOLDEN_GAMMA);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
