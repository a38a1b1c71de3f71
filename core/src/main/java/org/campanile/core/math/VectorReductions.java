package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.SPECIES;
import static org.campanile.core.math.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * From a range to one number. Two vectors run side by side, so that one operation need not wait for the one before.
 */
final class VectorReductions {
    /** For ranges that do not fill a vector, on which vectors cost more than they save. */
    private static final ReferenceKernels REST = new ReferenceKernels();

    private VectorReductions() {}

    static float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
        if (length < LANES) {
            return REST.dot(x, xFrom, y, yFrom, length);
        }
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
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

    static float sumOfSquares(float[] x, int from, int length) {
        if (length < LANES) {
            return REST.sumOfSquares(x, from, length);
        }
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            FloatVector x0 = load(x, from + i);
            FloatVector x1 = load(x, from + i + LANES);
            sum0 = x0.fma(x0, sum0);
            sum1 = x1.fma(x1, sum1);
        }
        if (i <= length - LANES) {
            FloatVector x0 = load(x, from + i);
            sum0 = x0.fma(x0, sum0);
            i += LANES;
        }
        float sum = sum0.add(sum1).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += x[from + i] * x[from + i];
        }
        return sum;
    }

    static float sum(float[] x, int from, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        int i = 0;
        for (; i <= length - 2 * LANES; i += 2 * LANES) {
            sum0 = sum0.add(load(x, from + i));
            sum1 = sum1.add(load(x, from + i + LANES));
        }
        if (i <= length - LANES) {
            sum0 = sum0.add(load(x, from + i));
            i += LANES;
        }
        float sum = sum0.add(sum1).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    static float max(float[] x, int from, int length) {
        float max = Float.NEGATIVE_INFINITY;
        int i = 0;
        if (length >= LANES) {
            FloatVector max0 = load(x, from);
            FloatVector max1 = max0;
            for (; i <= length - 2 * LANES; i += 2 * LANES) {
                max0 = max0.max(load(x, from + i));
                max1 = max1.max(load(x, from + i + LANES));
            }
            max = max0.max(max1).reduceLanes(VectorOperators.MAX);
        }
        for (; i < length; i++) {
            max = Math.max(max, x[from + i]);
        }
        return max;
    }
}
