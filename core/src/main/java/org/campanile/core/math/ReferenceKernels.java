package org.campanile.core.math;

/** The plainest loops: what the other kernels are tested against. */
final class ReferenceKernels implements Kernels {
    private static final InteractionKernels INTERACTIONS = new ReferenceInteractions();
    private static final ActivationKernels ACTIVATIONS = new ReferenceActivations();
    private static final SoftmaxKernels SOFTMAX = new ReferenceSoftmax();
    private static final OptimizerKernels OPTIMIZERS = new ReferenceOptimizers();

    @Override
    public String name() {
        return "reference";
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
        float sum = 0f;
        for (int i = 0; i < length; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    @Override
    public float dot(float[] x, int xFrom, byte[] y, int yFrom, int length) {
        float sum = 0f;
        for (int i = 0; i < length; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    @Override
    public float sum(float[] x, int from, int length) {
        float sum = 0f;
        for (int i = 0; i < length; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    @Override
    public float sumOfSquares(float[] x, int from, int length) {
        return dot(x, from, x, from, length);
    }

    @Override
    public float max(float[] x, int from, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, x[from + i]);
        }
        return max;
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
