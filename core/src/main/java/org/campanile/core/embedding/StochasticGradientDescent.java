package org.campanile.core.embedding;

import org.campanile.core.math.Kernels;

/** {@code w -= eta * g}, with learning rate {@code eta}, weights {@code w} and summed gradient {@code g} of the row. */
record StochasticGradientDescent(float learningRate) implements SparseOptimizer {
    @Override
    public int stateSize(int dim) {
        return 0;
    }

    @Override
    public void update(float[] records, int at, float[] gradient, int from, int dim, float rateFactor) {
        Kernels.active().addScaled(-learningRate * rateFactor, gradient, from, records, at, dim);
    }
}
