package org.campanile.core.nn;

/**
 * One layer, with W of {@code [inputs, outputs]} and all else of {@code [outputs]}:
 *
 * <pre>
 * {@code activation(x W + b)}                        parameters W, b
 * {@code activation(gamma normalized(x W) + beta)}   parameters W, gamma, beta, then the running statistics, which are
 *                                              two numbers an output that no optimizer changes
 * </pre>
 */
record DenseLayerShape(int inputs, int outputs, Activation activation, Normalization normalization) {
    int weights() {
        return Math.multiplyExact(inputs, outputs);
    }

    boolean isNormalized() {
        return normalization == Normalization.BATCH;
    }

    /** Parameters that an optimizer changes, which come first. */
    int trained() {
        return Math.addExact(weights(), isNormalized() ? 2 * outputs : outputs);
    }

    int parameters() {
        return Math.addExact(trained(), isNormalized() ? 2 * outputs : 0);
    }
}
