package org.campanile.core.math;

import java.util.Arrays;

/** The exponentials of {@link Math}, summed in double precision. */
final class ReferenceSoftmax implements SoftmaxKernels {
    @Override
    public float expShifted(float[] x, int from, int length, float shift) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            x[i] = (float) Math.exp(x[i] - shift);
            sum += x[i];
        }
        return (float) sum;
    }

    @Override
    public float logSumExp(float[] x, int from, int length) {
        float max = max(x, from, length);
        if (max == Float.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += Math.exp(x[i] - max);
        }
        return (float) (max + Math.log(sum));
    }

    @Override
    public float softmax(float[] x, int from, int length) {
        float max = max(x, from, length);
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(x, from, from + length, 0f);
            return max;
        }
        float sum = expShifted(x, from, length, max);
        for (int i = from; i < from + length; i++) {
            x[i] /= sum;
        }
        return (float) (max + Math.log(sum));
    }

    private static float max(float[] x, int from, int length) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + length; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }
}
