package org.campanile.examples.benchmarks.kernels;

import org.campanile.core.math.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Sums and element-wise kernels. */
public class RangeBenchmark extends Measured {
    private final float[] x = numbers(LENGTH);
    private final float[] y = numbers(LENGTH);
    private Kernels kernels;

    /* No constant: the compiler leaves a multiplication by 1 out. */
    private float one = 1f;

    @Setup
    public void choose() {
        kernels = kernels();
    }

    @Benchmark
    public float dot() {
        return kernels.dot(x, 0, y, 0, LENGTH);
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
    public void takeMax() {
        kernels.takeMax(x, 0, y, 0, LENGTH);
    }

    @Benchmark
    public void scale() {
        kernels.scale(one, x, 0, LENGTH);
    }
}
