package org.campanile.core.math;

/**
 * Plain Java that keeps the processor busy: sums run in four independent accumulators, because the compiler must not
 * reorder the additions of one. The loops without a sum are left to the compiler, which unrolls them as well by itself.
 */
final class UnrolledKernels implements Kernels {
    @Override
    public String name() {
        return "unrolled";
    }

    @Override
    public float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
        float sum0 = 0f;
        float sum1 = 0f;
        float sum2 = 0f;
        float sum3 = 0f;
        int i = 0;
        for (; i < length - 3; i += 4) {
            sum0 += x[xFrom + i] * y[yFrom + i];
            sum1 += x[xFrom + i + 1] * y[yFrom + i + 1];
            sum2 += x[xFrom + i + 2] * y[yFrom + i + 2];
            sum3 += x[xFrom + i + 3] * y[yFrom + i + 3];
        }
        for (; i < length; i++) {
            sum0 += x[xFrom + i] * y[yFrom + i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    @Override
    public float sumOfSquares(float[] x, int from, int length) {
        return dot(x, from, x, from, length);
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
