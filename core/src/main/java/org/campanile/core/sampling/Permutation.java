package org.campanile.core.sampling;

import org.campanile.core.math.CounterRandom;

/** Uniformly random orders (Durstenfeld: Algorithm 235, Random Permutation, CACM 1964). */
final class Permutation {
    private Permutation() {}

    /** Fills the first {@code length} elements with a random order of the numbers from 0 to {@code length - 1}. */
    static void fill(int[] target, int length, long seed) {
        for (int i = 0; i < length; i++) {
            int j = CounterRandom.below(CounterRandom.hash(seed, i), i + 1);
            target[i] = target[j];
            target[j] = i;
        }
    }
}
