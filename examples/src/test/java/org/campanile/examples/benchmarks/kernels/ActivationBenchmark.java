package org.campanile.examples.benchmarks.kernels;

import java.util.Arrays;
import org.campanile.core.math.ActivationKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Bias and activation of a block of rows, both passes. */
public class ActivationBenchmark extends Measured {
    /* For y (1 - y) = -1: gradients that are multiplied again and again by it keep their size. */
    private static final float GOLDEN_RATIO = 1.618034f;

    private final float[] x = numbers(LENGTH);
    private final float[] zeros = new float[LENGTH];
    private final float[] golden = new float[LENGTH];
    private final float[] gradient = numbers(LENGTH);
    private final float[] bias = new float[COLUMNS];
    private final float[] biasGradient = new float[COLUMNS];
    private ActivationKernels kernels;

    @Setup
    public void choose() {
        kernels = kernels().activations();
        Arrays.fill(golden, GOLDEN_RATIO);
    }

    @Benchmark
    public void addBias() {
        kernels.addBias(x, 0, ROWS, COLUMNS, bias, 0);
    }

    @Benchmark
    public void addColumnSums() {
        kernels.addColumnSums(gradient, 0, ROWS, COLUMNS, biasGradient, 0);
    }

    @Benchmark
    public void relu() {
        kernels.relu(x, 0, ROWS, COLUMNS, bias, 0);
    }

    @Benchmark
    public void reluBackward() {
        kernels.reluBackward(x, 0, gradient, 0, ROWS, COLUMNS, biasGradient, 0);
    }

    @Benchmark
    public void tanh() {
        kernels.tanh(x, 0, ROWS, COLUMNS, bias, 0);
    }

    @Benchmark
    public void tanhBackward() {
        kernels.tanhBackward(zeros, 0, gradient, 0, ROWS, COLUMNS, biasGradient, 0);
    }

    @Benchmark
    public void sigmoid() {
        kernels.sigmoid(x, 0, ROWS, COLUMNS, bias, 0);
    }

    @Benchmark
    public void sigmoidBackward() {
        kernels.sigmoidBackward(golden, 0, gradient, 0, ROWS, COLUMNS, biasGradient, 0);
    }
}
