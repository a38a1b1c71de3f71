package org.campanile.core.math;

/**
 * Plain Java that keeps the processor busy. The loops without a sum are left to the compiler, which unrolls them as well
 * by itself.
 */
final class UnrolledKernels implements Kernels {
    private static final InteractionKernels INTERACTIONS = new UnrolledInteractions();
    private static final ActivationKernels ACTIVATIONS = new UnrolledActivations();
    private static final SoftmaxKernels SOFTMAX = new UnrolledSoftmax();
    private static final OptimizerKernels OPTIMIZERS = new UnrolledOptimizers();

    @Override
    public String name() {
        return "unrolled";
    }

    @Override
    public InteractionKernels interactions() {
        return INTERACTIONS;
    }

    @Override
    public ActivationKernels activations() {
        return ACTIVATIONS;
    }

    @Override
    public SoftmaxKernels softmax() {
        return SOFTMAX;
    }

    @Override
    public OptimizerKernels optimizers() {
        return OPTIMIZERS;
    }

    @Override
    public float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
        return UnrolledReductions.dot(x, xFrom, y, yFrom, length);
    }

    @Override
    public float dot(float[] x, int xFrom, byte[] y, int yFrom, int length) {
        return UnrolledReductions.dot(x, xFrom, y, yFrom, length);
    }

    @Override
    public float sum(float[] x, int from, int length) {
        return UnrolledReductions.sum(x, from, length);
    }

    @Override
    public float sumOfSquares(float[] x, int from, int length) {
        return UnrolledReductions.sumOfSquares(x, from, length);
    }

    @Override
    public float max(float[] x, int from, int length) {
        return UnrolledReductions.max(x, from, length);
    }

    @Override
    public void add(float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += x[xFrom + i];
        }
    }

    @Override
    public void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    @Override
    public void addScaled(float factor, byte[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    @Override
    public void takeMax(float[] x, int xFrom, float[] y, int yFrom, int length) {
        for (int i = 0; i < length; i++) {
            y[yFrom + i] = Math.max(y[yFrom + i], x[xFrom + i]);
        }
    }

    @Override
    public void scale(float factor, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            x[from + i] *= factor;
        }
    }

    @Override
    public int firstNotBelow(float[] x, int from, int length, float threshold) {
        for (int i = from; i < from + length; i++) {
            if (!(x[i] < threshold)) {
                return i;
            }
        }
        return from + length;
    }
}
