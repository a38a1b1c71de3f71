package org.campanile.core.embedding;

import org.campanile.core.config.SparseOptimizerConfiguration;

/**
 * Changes one row of a table by the sum of its gradients in a step. A row's record is its weights followed by
 * {@link #stateSize} numbers of state, 0 at first.
 *
 * <p>Decay on touched rows is none of its business: {@code l2 w} is part of the gradient it is given (see
 * {@link RowGradient#addDecay}).
 */
sealed interface SparseOptimizer permits RowWiseAdagrad, Adagrad, LazyAdam, StochasticGradientDescent {

    static SparseOptimizer of(SparseOptimizerConfiguration configuration) {
        float learningRate = (float) configuration.learningRate();
        return switch (configuration.type()) {
            case ROW_WISE_ADAGRAD -> new RowWiseAdagrad(learningRate);
            case ADAGRAD -> new Adagrad(learningRate);
            case ADAM -> new LazyAdam(learningRate);
            case SGD -> new StochasticGradientDescent(learningRate);
        };
    }

    /** Numbers of state per row of {@code dim} weights. */
    int stateSize(int dim);

    /**
     * Updates the record at {@code records[at]} on by the gradient at {@code gradient[from]} on, {@code [dim]}, which it
     * leaves as it is.
     *
     * @param rateFactor what the learning rate is multiplied by
     */
    void update(float[] records, int at, float[] gradient, int from, int dim, float rateFactor);
}
