package org.campanile.core.embedding;

import org.campanile.core.math.Kernels;

/**
 * Adagrad with one accumulator {@code s} per row instead of one per weight:
 *
 * <pre>
 * s += mean(g[i]^2)
 * w -= eta / (sqrt(s) + epsilon) * g
 * </pre>
 *
 * with learning rate {@code eta}, weights {@code w}, summed gradient {@code g} of the row and {@code epsilon} 1e-8. This
 * is FBGEMM's exact row-wise Adagrad, which TorchRec trains with (Mudigere et al.: Software-Hardware Co-design for Fast
 * and Scalable Training of Deep Learning Recommendation Models, ISCA 2022).
 *
 * <p>A record is {@code w[dim], s}.
 */
record RowWiseAdagrad(float learningRate) implements SparseOptimizer {
    @Override
    public int stateSize(int dim) {
        return 1;
    }

    @Override
    public void update(float[] records, int at, float[] gradient, int from, int dim, float rateFactor) {
        Kernels.active().optimizers().rowWiseAdagrad(records, at, dim, gradient, from, learningRate * rateFactor);
    }
}
