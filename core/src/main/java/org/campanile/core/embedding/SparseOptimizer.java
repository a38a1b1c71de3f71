package org.campanile.core.embedding;

import org.campanile.core.config.SparseOptimizerConfiguration;

/**
 * Changes one row of a table by the sum of its gradients in a step. A row's record is its weights followed by
 * {@link #stateSize()} numbers of state, 0 at first.
 */
sealed interface SparseOptimizer permits RowWiseAdagrad, StochasticGradientDescent {

    static SparseOptimizer of(SparseOptimizerConfiguration configuration) {
        float learningRate = (float) configuration.learningRate();
        return switch (configuration.type()) {
            case ROW_WISE_ADAGRAD -> new RowWiseAdagrad(learningRate);
            case SGD -> new StochasticGradientDescent(learningRate);
        };
    }

    /** Numbers of state per row. */
    int stateSize();

    /**
     * Updates the record at {@code records[at]} on by the gradient at {@code gradient[from]} on, {@code [dim]}, which it
     * leaves as it is.
     */
    void update(float[] records, int at, float[] gradient, int from, int dim);
}
