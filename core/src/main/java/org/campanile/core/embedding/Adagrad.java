package org.campanile.core.embedding;

import org.campanile.core.math.Kernels;

/**
 * Adagrad with an accumulator {@code s[i]} per weight:
 *
 * <pre>
 * s[i] += g[i]^2
 * w[i] -= eta / (sqrt(s[i]) + epsilon) * g[i]
 * </pre>
 *
 * with learning rate {@code eta}, weights {@code w}, summed gradient {@code g} of the row and {@code epsilon} 1e-8
 * (Duchi, Hazan, Singer: Adaptive Subgradient Methods for Online Learning and Stochastic Optimization, JMLR 2011). Rows
 * without a gradient stay as they are, so that a table trains as if its whole gradient were there.
 *
 * <p>A record is {@code w[dim], s[dim]}.
 */
record Adagrad(float learningRate) implements SparseOptimizer {
    @Override
    public int stateSize(int dim) {
        return dim;
    }

    @Override
    public void update(float[] records, int at, float[] gradient, int from, int dim, float rateFactor) {
        Kernels.active().optimizers().adagrad(records, at, dim, gradient, from, learningRate * rateFactor);
    }
}
