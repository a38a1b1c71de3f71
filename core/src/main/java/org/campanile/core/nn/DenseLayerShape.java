package org.campanile.core.nn;

/** One layer: {@code activation(x W + b)} with W of {@code [inputs, outputs]} and b of {@code [outputs]}. */
record DenseLayerShape(int inputs, int outputs, Activation activation) {
    int weights() {
        return Math.multiplyExact(inputs, outputs);
    }

    int parameters() {
        return Math.addExact(weights(), outputs);
    }
}
