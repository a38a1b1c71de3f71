package org.campanile.examples.benchmarks.workload;

import org.campanile.core.math.CounterRandom;

/** Ids as the benchmarks draw them: {@code floor(u^3 * rows)} for a uniform u, so that low ids are the frequent ones. */
final class SkewedIds {
    private SkewedIds() {}

    /** Fills {@code ids} with draws below {@code rows}; different seeds give different draws. */
    static void fill(int[] ids, int rows, long seed) {
        for (int i = 0; i < ids.length; i++) {
            double u = (CounterRandom.hash(seed, i) >>> 11) * 0x1p-53;
            ids[i] = (int) (u * u * u * rows);
        }
    }
}
