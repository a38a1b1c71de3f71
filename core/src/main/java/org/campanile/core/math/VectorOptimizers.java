package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.broadcast;
import static org.campanile.core.math.VectorLanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Whole vectors of weights; the reference does what does not fill one. */
final class VectorOptimizers implements OptimizerKernels {
    private final ReferenceOptimizers rest = new ReferenceOptimizers();

    @Override
    public void rowWiseAdagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        float s = records[at + dim] + VectorReductions.sumOfSquares(g, gFrom, dim) / dim;
        records[at + dim] = s;
        float factor = -learningRate / ((float) Math.sqrt(s) + ADAGRAD_EPSILON);
        int i = 0;
        if (dim >= LANES) {
            FloatVector factors = broadcast(factor);
            for (; i <= dim - LANES; i += LANES) {
                load(g, gFrom + i).fma(factors, load(records, at + i)).intoArray(records, at + i);
            }
        }
        for (; i < dim; i++) {
            records[at + i] += factor * g[gFrom + i];
        }
    }

    @Override
    public void adagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        FloatVector rate = broadcast(learningRate);
        int i = 0;
        for (; i <= dim - LANES; i += LANES) {
            FloatVector gradient = load(g, gFrom + i);
            FloatVector h = gradient.fma(gradient, load(records, at + dim + i));
            h.intoArray(records, at + dim + i);
            FloatVector step = gradient.mul(rate).div(root(h).add(ADAGRAD_EPSILON));
            load(records, at + i).sub(step).intoArray(records, at + i);
        }
        ReferenceOptimizers.adagradFrom(i, records, at, dim, g, gFrom, learningRate);
    }

    @Override
    public void adam(
            AdamSettings settings,
            float alpha,
            float[] w,
            int wFrom,
            float[] m,
            int mFrom,
            float[] v,
            int vFrom,
            float[] g,
            int gFrom,
            int length) {
        if (wFrom == mFrom && wFrom == vFrom && wFrom == gFrom) {
            // Here the compiler's own vectors are as fast on 256 bits, and nearly twice as fast on 512.
            UnrolledOptimizers.adamAtOnePlace(settings, alpha, w, m, v, g, wFrom, wFrom + length);
        } else {
            adamOfRow(settings, alpha, w, wFrom, m, mFrom, v, vFrom, g, gFrom, length);
        }
    }

    private void adamOfRow(
            AdamSettings settings,
            float alpha,
            float[] w,
            int wFrom,
            float[] m,
            int mFrom,
            float[] v,
            int vFrom,
            float[] g,
            int gFrom,
            int length) {
        FloatVector beta1 = broadcast(settings.beta1());
        FloatVector beta2 = broadcast(settings.beta2());
        FloatVector rest1 = broadcast(1 - settings.beta1());
        FloatVector rest2 = broadcast(1 - settings.beta2());
        FloatVector epsilon = broadcast(settings.epsilon());
        FloatVector alphas = broadcast(alpha);
        int i = 0;
        for (; i <= length - LANES; i += LANES) {
            FloatVector gradient = load(g, gFrom + i);
            FloatVector mean = load(m, mFrom + i).fma(beta1, gradient.mul(rest1));
            FloatVector square =
                    load(v, vFrom + i).fma(beta2, gradient.mul(gradient).mul(rest2));
            mean.intoArray(m, mFrom + i);
            square.intoArray(v, vFrom + i);
            FloatVector step = mean.mul(alphas).div(root(square).add(epsilon));
            load(w, wFrom + i).sub(step).intoArray(w, wFrom + i);
        }
        rest.adam(settings, alpha, w, wFrom + i, m, mFrom + i, v, vFrom + i, g, gFrom + i, length - i);
    }

    private static FloatVector root(FloatVector x) {
        return x.lanewise(VectorOperators.SQRT);
    }
}
