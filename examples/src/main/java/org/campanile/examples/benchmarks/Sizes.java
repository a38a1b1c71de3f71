package org.campanile.examples.benchmarks;

/** Sizes in words, at most 16 letters. */
final class Sizes {
    private Sizes() {}

    static String of(int batch, int threads) {
        return batch + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
