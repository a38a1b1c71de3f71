package org.campanile.examples.benchmarks.kernels;

import org.campanile.core.math.InteractionKernels;
import org.campanile.core.math.InteractionScratch;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.math.SelfPairs;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** The interaction of one sample, both passes. */
public class InteractionBenchmark extends Measured {
    private static final InteractionShape SHAPE = new InteractionShape(COUNT, DIM, SelfPairs.LEFT_OUT);

    private final InteractionScratch scratch = new InteractionScratch(SHAPE);
    private final float[] z = numbers(COUNT * DIM);
    private final float[] pairs = numbers(SHAPE.pairs());
    private final float[] dz = new float[COUNT * DIM];
    private InteractionKernels kernels;

    @Setup
    public void choose() {
        kernels = kernels().interactions();
    }

    @Benchmark
    public void forward() {
        kernels.forward(scratch, z, 0, pairs, 0);
    }

    @Benchmark
    public void backward() {
        kernels.backward(scratch, z, 0, pairs, 0, dz, 0);
    }
}
