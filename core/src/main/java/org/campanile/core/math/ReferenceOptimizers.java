package org.campanile.core.math;

/** One weight after the other. */
final class ReferenceOptimizers implements OptimizerKernels {
    @Override
    public void rowWiseAdagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        float squares = 0f;
        for (int i = 0; i < dim; i++) {
            squares += g[gFrom + i] * g[gFrom + i];
        }
        float s = records[at + dim] + squares / dim;
        records[at + dim] = s;
        float factor = learningRate / (root(s) + ADAGRAD_EPSILON);
        for (int i = 0; i < dim; i++) {
            records[at + i] -= factor * g[gFrom + i];
        }
    }

    @Override
    public void adagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        adagradFrom(0, records, at, dim, g, gFrom, learningRate);
    }

    /** {@link #adagrad} on the weights from {@code first} on. */
    static void adagradFrom(int first, float[] records, int at, int dim, float[] g, int gFrom, float learningRate) {
        for (int i = first; i < dim; i++) {
            float gradient = g[gFrom + i];
            float h = records[at + dim + i] + gradient * gradient;
            records[at + dim + i] = h;
            records[at + i] -= learningRate * gradient / (root(h) + ADAGRAD_EPSILON);
        }
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
        float beta1 = settings.beta1();
        float beta2 = settings.beta2();
        float epsilon = settings.epsilon();
        for (int i = 0; i < length; i++) {
            float gradient = g[gFrom + i];
            float mean = beta1 * m[mFrom + i] + (1 - beta1) * gradient;
            float square = beta2 * v[vFrom + i] + (1 - beta2) * gradient * gradient;
            m[mFrom + i] = mean;
            v[vFrom + i] = square;
            w[wFrom + i] -= alpha * mean / (root(square) + epsilon);
        }
    }

    private static float root(float x) {
        return (float) Math.sqrt(x);
    }
}
