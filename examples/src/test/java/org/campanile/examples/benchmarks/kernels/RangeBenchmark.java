package org.campanile.examples.benchmarks.kernels;

import java.util.Random;
import org.campanile.core.math.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Sums and element-wise kernels. */
public class RangeBenchmark extends Measured {
    private final float[] x = numbers(LENGTH);
    private final float[] y = numbers(LENGTH);
    private final byte[] codes = codes();
    private Kernels kernels;

    /* No constant: the compiler leaves a multiplication by 1 out. */
    private float one = 1f;

    /** Of all values, in random order. */
    private static byte[] codes() {
        byte[] codes = new byte[LENGTH];
        new Random(LENGTH).nextBytes(codes);
        return codes;
    }

    @Setup
    public void choose() {
        kernels = kernels();
    }

    @Benchmark
    public float dot() {
        return kernels.dot(x, 0, y, 0, LENGTH);
    }

    @Benchmark
    public float dotOfBytes() {
        return kernels.dot(x, 0, codes, 0, LENGTH);
    }

    @Benchmark
    public float sum() {
        return kernels.sum(x, 0, LENGTH);
    }

    @Benchmark
    public float sumOfSquares() {
        return kernels.sumOfSquares(x, 0, LENGTH);
    }

    @Benchmark
    public float max() {
        return kernels.max(x, 0, LENGTH);
    }

    @Benchmark
    public void add() {
        kernels.add(x, 0, y, 0, LENGTH);
    }

    @Benchmark
    public void addScaled() {
        kernels.addScaled(0.5f, x, 0, y, 0, LENGTH);
    }

    @Benchmark
    public void addScaledOfBytes() {
        kernels.addScaled(0.5f, codes, 0, y, 0, LENGTH);
    }

    @Benchmark
    public void takeMax() {
        kernels.takeMax(x, 0, y, 0, LENGTH);
    }

    @Benchmark
    public void scale() {
        kernels.scale(one, x, 0, LENGTH);
    }
}
