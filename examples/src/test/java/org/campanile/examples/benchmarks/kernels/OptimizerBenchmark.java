package org.campanile.examples.benchmarks.kernels;

import org.campanile.core.math.AdamSettings;
import org.campanile.core.math.OptimizerKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Steps on one row of a table, and of Adam on dense weights. */
public class OptimizerBenchmark extends Measured {
    private static final float RATE = 1e-3f;

    private final float[] record = numbers(3 * DIM);
    private final float[] w = numbers(LENGTH);
    private final float[] m = new float[LENGTH];
    private final float[] v = new float[LENGTH];
    private final float[] g = numbers(LENGTH);
    private OptimizerKernels kernels;

    @Setup
    public void choose() {
        kernels = kernels().optimizers();
    }

    @Benchmark
    public void rowWiseAdagrad() {
        kernels.rowWiseAdagrad(record, 0, DIM, g, 0, RATE);
    }

    @Benchmark
    public void adagrad() {
        kernels.adagrad(record, 0, DIM, g, 0, RATE);
    }

    @Benchmark
    public void adamRow() {
        kernels.adam(AdamSettings.USUAL, RATE, record, 0, record, DIM, record, 2 * DIM, g, 0, DIM);
    }

    @Benchmark
    public void adam() {
        kernels.adam(AdamSettings.USUAL, RATE, w, 0, m, 0, v, 0, g, 0, LENGTH);
    }
}
