package org.campanile.core.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Kernels of the Vector API, in the widest vectors of the processor. Loaded by name only where the module {@code
 * jdk.incubator.vector} is present.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            sum0 = load(x, xFrom + i).fma(load(y, yFrom + i), sum0);
            sum1 = load(x, xFrom + i + LANES).fma(load(y, yFrom + i + LANES), sum1);
        }
        if (i <= length - LANES) {
            sum0 = load(x, xFrom + i).fma(load(y, yFrom + i), sum0);
            i += LANES;
        }
        float sum = sum0.add(sum1).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    @Override
    public float sumOfSquares(float[] x, int from, int length) {
        return dot(x, from, x, from, length);
    }

    @Override
    public void add(float[] x, int xFrom, float[] y, int yFrom, int length) {
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
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            load(x, xFrom + i).fma(factors, load(y, yFrom + i)).intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    @Override
    public void scale(float factor, float[] x, int from, int length) {
        FloatVector factors = FloatVector.broadcast(SPECIES, factor);
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
        FloatVector thresholds = FloatVector.broadcast(SPECIES, threshold);
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

    private static FloatVector load(float[] x, int from) {
        return FloatVector.fromArray(SPECIES, x, from);
    }
}
