package org.campanile.core.math;

/**
 * Random numbers without state: a number is a hash of a seed and of counters that say what it is for, so that any of
 * them can be had at any time, in any order, by any worker.
 *
 * <p>{@code hash(seed, i)} is the output of SplitMix64 after {@code i + 1} steps from {@code seed} (Steele, Lea, Flood:
 * Fast Splittable Pseudorandom Number Generators, OOPSLA 2014; mixing function by Stafford, variant 13). More counters
 * nest: {@code hash(seed, a, b) = hash(hash(seed, a), b)}, so that the hash of the outer counters can be kept in a loop
 * over the inner one. For the principle see Salmon et al.: Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011.
 */
public final class CounterRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final float TWO_TO_MINUS_24 = 0x1p-24f;
    private static final double TWO_TO_MINUS_32 = 0x1p-32;

    private CounterRandom() {}

    /** 64 random bits. Different counters of one seed give different values. */
    public static long hash(long seed, long counter) {
        return mix(seed + (counter + 1) * GOLDEN_GAMMA);
    }

    public static long hash(long seed, long outer, long inner) {
        return hash(hash(seed, outer), inner);
    }

    public static long hash(long seed, long outer, long middle, long inner) {
        return hash(hash(hash(seed, outer), middle), inner);
    }

    /** The seed of a named purpose: streams of numbers for different purposes have nothing to do with one another. */
    public static long seedFor(long seed, String purpose) {
        long result = seed;
        for (int i = 0; i < purpose.length(); i++) {
            result = hash(result, purpose.charAt(i));
        }
        return hash(result, purpose.length());
    }

    /** Uniform in [0, 1), a multiple of 2^-24. */
    public static float uniform(long hash) {
        return (hash >>> 40) * TWO_TO_MINUS_24;
    }

    /** Uniform in [-range, range). */
    public static float uniform(long hash, float range) {
        return (2f * uniform(hash) - 1f) * range;
    }

    /** Uniform in [0, bound); no value is more likely than another by more than bound / 2^63. */
    public static int below(long hash, int bound) {
        return (int) Math.multiplyHigh(hash >>> 1, (long) bound << 1);
    }

    /** Normal with mean 0 and variance 1, by the transform of Box and Muller; at most 6.8 in absolute value. */
    public static float gaussian(long hash) {
        double radius = Math.sqrt(-2 * Math.log(((hash >>> 32) + 0.5) * TWO_TO_MINUS_32));
        double angle = 2 * Math.PI * (hash & 0xFFFFFFFFL) * TWO_TO_MINUS_32;
        return (float) (radius * Math.cos(angle));
    }

    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
