package org.campanile.core.math;

import java.util.Arrays;

/** {@link FastExp}, number by number: the compiler has no vectors for the bits of a float, the processor has room. */
final class UnrolledSoftmax implements SoftmaxKernels {
    @Override
    public float expShifted(float[] x, int from, int length, float shift) {
        float sum = 0f;
        for (int i = from; i < from + length; i++) {
            float e = FastExp.exp(x[i] - shift);
            x[i] = e;
            sum += e;
        }
        return sum;
    }

    @Override
    public float logSumExp(float[] x, int from, int length) {
        float max = UnrolledReductions.max(x, from, length);
        if (max == Float.NEGATIVE_INFINITY) {
            return max;
        }
        float sum = 0f;
        for (int i = from; i < from + length; i++) {
            sum += FastExp.exp(x[i] - max);
        }
        return max + (float) Math.log(sum);
    }

    @Override
    public float softmax(float[] x, int from, int length) {
        float max = UnrolledReductions.max(x, from, length);
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(x, from, from + length, 0f);
            return max;
        }
        float sum = expShifted(x, from, length, max);
        float factor = 1f / sum;
        for (int i = from; i < from + length; i++) {
            x[i] *= factor;
        }
        return max + (float) Math.log(sum);
    }
}
