package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.SPECIES;
import static org.campanile.core.math.VectorLanes.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link VectorExp} on whole vectors, {@link FastExp} on what does not fill one. */
final class VectorSoftmax implements SoftmaxKernels {
    @Override
    public float expShifted(float[] x, int from, int length, float shift) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int i = from;
        int to = from + length;
        for (; i <= to - LANES; i += LANES) {
            FloatVector e = VectorExp.exp(load(x, i).sub(shift));
            e.intoArray(x, i);
            sums = sums.add(e);
        }
        float sum = sums.reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            float e = FastExp.exp(x[i] - shift);
            x[i] = e;
            sum += e;
        }
        return sum;
    }

    @Override
    public float logSumExp(float[] x, int from, int length) {
        float max = VectorReductions.max(x, from, length);
        return max == Float.NEGATIVE_INFINITY ? max : max + (float) Math.log(sumOfExp(x, from, length, max));
    }

    private static float sumOfExp(float[] x, int from, int length, float shift) {
        FloatVector sums = FloatVector.zero(SPECIES);
        int i = from;
        int to = from + length;
        for (; i <= to - LANES; i += LANES) {
            sums = sums.add(VectorExp.exp(load(x, i).sub(shift)));
        }
        float sum = sums.reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            sum += FastExp.exp(x[i] - shift);
        }
        return sum;
    }

    @Override
    public float softmax(float[] x, int from, int length) {
        float max = VectorReductions.max(x, from, length);
        if (max == Float.NEGATIVE_INFINITY) {
            Arrays.fill(x, from, from + length, 0f);
            return max;
        }
        float sum = expShifted(x, from, length, max);
        VectorKernels.scaleRange(1f / sum, x, from, length);
        return max + (float) Math.log(sum);
    }
}
