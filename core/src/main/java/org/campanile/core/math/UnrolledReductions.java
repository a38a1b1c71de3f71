package org.campanile.core.math;

/** From a range to one number by four independent sums, because the compiler must not reorder the additions of one. */
final class UnrolledReductions {
    private UnrolledReductions() {}

    static float dot(float[] x, int xFrom, float[] y, int yFrom, int length) {
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

    static float dot(float[] x, int xFrom, byte[] y, int yFrom, int length) {
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

    static float sumOfSquares(float[] x, int from, int length) {
        return dot(x, from, x, from, length);
    }

    static float sum(float[] x, int from, int length) {
        float sum0 = 0f;
        float sum1 = 0f;
        float sum2 = 0f;
        float sum3 = 0f;
        int i = from;
        int to = from + length;
        for (; i < to - 3; i += 4) {
            sum0 += x[i];
            sum1 += x[i + 1];
            sum2 += x[i + 2];
            sum3 += x[i + 3];
        }
        for (; i < to; i++) {
            sum0 += x[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    static float max(float[] x, int from, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + length; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }
}
