package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.broadcast;
import static org.campanile.core.math.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * Kernels of the Vector API, in the widest vectors of the processor. Loaded by name only where the module {@code
 * jdk.incubator.vector} is present.
 */
final class VectorKernels implements Kernels {
    private static final InteractionKernels INTERACTIONS = new VectorInteractions();
    private static final ActivationKernels ACTIVATIONS = new VectorActivations();
    private static final SoftmaxKernels SOFTMAX = new VectorSoftmax();
    private static final OptimizerKernels OPTIMIZERS = new VectorOptimizers();

    /** @throws UnsupportedOperationException when plain Java is faster on this processor */
    VectorKernels() {
        if (!VectorLanes.areFast()) {
            throw new UnsupportedOperationException("this processor has no AVX2");
        }
    }

    @Override
    public String name() {
        return "vector";
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
        return VectorReductions.dot(x, xFrom, y, yFrom, length);
    }

    @Override
    public float dot(float[] x, int xFrom, byte[] y, int yFrom, int length) {
        return VectorBytes.dot(x, xFrom, y, yFrom, length);
    }

    @Override
    public float sum(float[] x, int from, int length) {
        return VectorReductions.sum(x, from, length);
    }

    @Override
    public float sumOfSquares(float[] x, int from, int length) {
        return VectorReductions.sumOfSquares(x, from, length);
    }

    @Override
    public float max(float[] x, int from, int length) {
        return VectorReductions.max(x, from, length);
    }

    @Override
    public void add(float[] x, int xFrom, float[] y, int yFrom, int length) {
        addRange(x, xFrom, y, yFrom, length);
    }

    static void addRange(float[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(y, yFrom + i).add(load(x, xFrom + i)).intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += x[xFrom + i];
        }
    }

    @Override
    public void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        // A vector of factors is worth making only for ranges that fill one.
        if (length >= LANES) {
            FloatVector factors = broadcast(factor);
            for (; i <= length - LANES; i += LANES) {
                load(x, xFrom + i).fma(factors, load(y, yFrom + i)).intoArray(y, yFrom + i);
            }
        }
        for (; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    @Override
    public void addScaled(float factor, byte[] x, int xFrom, float[] y, int yFrom, int length) {
        VectorBytes.addScaled(factor, x, xFrom, y, yFrom, length);
    }

    @Override
    public void takeMax(float[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(y, yFrom + i).max(load(x, xFrom + i)).intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] = Math.max(y[yFrom + i], x[xFrom + i]);
        }
    }

    @Override
    public void scale(float factor, float[] x, int from, int length) {
        scaleRange(factor, x, from, length);
    }

    static void scaleRange(float factor, float[] x, int from, int length) {
        FloatVector factors = broadcast(factor);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(x, from + i).mul(factors).intoArray(x, from + i);
        }
        for (; i < length; i++) {
            x[from + i] *= factor;
        }
    }

    @Override
    public int firstNotBelow(float[] x, int from, int length, float threshold) {
        FloatVector thresholds = broadcast(threshold);
        int end = from + length;
        int i = from;
        for (; i <= end - LANES; i += LANES) {
            VectorMask<Float> below = load(x, i).lt(thresholds);
            if (!below.allTrue()) {
                return i + below.not().firstTrue();
            }
        }
        while (i < end && x[i] < threshold) {
            i++;
        }
        return i;
    }
}
