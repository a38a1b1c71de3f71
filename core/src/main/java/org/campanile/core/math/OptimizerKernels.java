package org.campanile.core.math;

/**
 * Steps of optimizers on ranges of weights. A row's record is its {@code dim} weights followed by its state. Stateless.
 *
 * <p>L2 regularisation with factor {@code l2} is part of the gradient, {@code g + l2 * w}: add it first with
 * {@link Kernels#addScaled addScaled(l2, w, ..., g, ...)}.
 */
public interface OptimizerKernels {
    /** What Adagrad adds to the root of its accumulators. */
    float ADAGRAD_EPSILON = 1e-8f;

    /**
     * Adagrad with one accumulator {@code s} for the row, which stands behind its weights {@code w}:
     *
     * <pre>
     * s += mean(g[i]^2)
     * w[i] -= learningRate / (sqrt(s) + epsilon) * g[i]
     * </pre>
     *
     * @param records holds the record from {@code at} on, {@code dim + 1} numbers
     * @param g       the row's gradient, {@code [dim]} from {@code gFrom} on
     */
    void rowWiseAdagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate);

    /**
     * Adagrad with one accumulator per weight (Duchi, Hazan, Singer: Adaptive Subgradient Methods for Online Learning and
     * Stochastic Optimization, JMLR 2011), which stand behind the weights:
     *
     * <pre>
     * h[i] += g[i]^2
     * w[i] -= learningRate * g[i] / (sqrt(h[i]) + epsilon)
     * </pre>
     *
     * @param records holds the record from {@code at} on, {@code 2 * dim} numbers
     * @param g       the row's gradient, {@code [dim]} from {@code gFrom} on
     */
    void adagrad(float[] records, int at, int dim, float[] g, int gFrom, float learningRate);

    /**
     * Adam (Kingma and Ba: Adam, a Method for Stochastic Optimization, ICLR 2015) in its efficient form, with both
     * corrections of bias in {@code alpha}:
     *
     * <pre>
     * m[i] = beta1 m[i] + (1 - beta1) g[i]
     * v[i] = beta2 v[i] + (1 - beta2) g[i]^2
     * w[i] -= alpha m[i] / (sqrt(v[i]) + epsilon)
     * </pre>
     *
     * <p>The ranges are {@code length} long. They may lie in one array, as those of a row do, but must not overlap.
     *
     * @param alpha of {@link AdamSettings#alpha}
     */
    void adam(
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
            int length);
}
