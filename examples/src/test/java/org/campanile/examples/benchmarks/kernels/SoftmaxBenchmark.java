package org.campanile.examples.benchmarks.kernels;

import org.campanile.core.math.SoftmaxKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Exponentials of one row of scores. */
public class SoftmaxBenchmark extends Measured {
    private final float[] x = numbers(LENGTH);
    private SoftmaxKernels kernels;

    @Setup
    public void choose() {
        kernels = kernels().softmax();
    }

    /** In place: the numbers go to 1, where exp(x - 1) leaves them. */
    @Benchmark
    public float expShifted() {
        return kernels.expShifted(x, 0, LENGTH, 1f);
    }

    @Benchmark
    public float logSumExp() {
        return kernels.logSumExp(x, 0, LENGTH);
    }

    @Benchmark
    public float softmax() {
        return kernels.softmax(x, 0, LENGTH);
    }
}
