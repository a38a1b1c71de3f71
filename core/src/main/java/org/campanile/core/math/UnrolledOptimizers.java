package org.campanile.core.math;

/**
 * Plain loops the compiler turns into vectors where it can: only where all ranges begin at the same place, because it
 * cannot tell that ranges at different places of arrays do not overlap.
 */
final class UnrolledOptimizers implements OptimizerKernels {
    private final OptimizerKernels reference = new ReferenceOptimizers();

    @Override
    public void rowWiseAdagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        float s = records[at + dim] + UnrolledReductions.sumOfSquares(g, gFrom, dim) / dim;
        records[at + dim] = s;
        float factor = learningRate / ((float) Math.sqrt(s) + ADAGRAD_EPSILON);
        for (int i = 0; i < dim; i++) {
            records[at + i] -= factor * g[gFrom + i];
        }
    }

    @Override
    public void adagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        reference.adagrad(records, at, dim, g, gFrom, learningRate);
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
            adamAtOnePlace(settings, alpha, w, m, v, g, wFrom, wFrom + length);
        } else {
            reference.adam(settings, alpha, w, wFrom, m, mFrom, v, vFrom, g, gFrom, length);
        }
    }

    /** {@link #adam} on the ranges between the same two places of all four arrays. */
    static void adamAtOnePlace(
            AdamSettings settings, float alpha, float[] w, float[] m, float[] v, float[] g, int from, int to) {
        float beta1 = settings.beta1();
        float beta2 = settings.beta2();
        float rest1 = 1 - beta1;
        float rest2 = 1 - beta2;
        float epsilon = settings.epsilon();
        for (int i = from; i < to; i++) {
            float mean = beta1 * m[i] + rest1 * g[i];
            float square = beta2 * v[i] + rest2 * g[i] * g[i];
            m[i] = mean;
            v[i] = square;
            w[i] -= alpha * mean / ((float) Math.sqrt(square) + epsilon);
        }
    }
}
