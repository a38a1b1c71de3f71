package org.campanile.core.nn;

import org.campanile.core.math.CounterRandom;

/**
 * Initial values of a dense network: biases are 0, weights uniform in [-a, a] with
 *
 * <pre>
 * a = sqrt(6 / inputs)              before relu (He et al., ICCV 2015)
 * a = sqrt(6 / (inputs + outputs))  otherwise   (Glorot and Bengio, AISTATS 2010)
 * </pre>
 */
final class InitialParameters {
    private InitialParameters() {}

    /** The flat vector: for each layer its weights, then its biases. */
    static float[] of(DenseNetworkSettings settings) {
        float[] parameters = new float[settings.parameters()];
        long seed = CounterRandom.seedFor(settings.seed(), settings.name());
        int start = 0;
        for (DenseLayerShape layer : settings.layers()) {
            float bound = bound(layer);
            for (int i = start; i < start + layer.weights(); i++) {
                parameters[i] = CounterRandom.uniform(CounterRandom.hash(seed, i), bound);
            }
            start += layer.parameters();
        }
        return parameters;
    }

    private static float bound(DenseLayerShape layer) {
        int fan = layer.activation() == Activation.RELU ? layer.inputs() : layer.inputs() + layer.outputs();
        return (float) Math.sqrt(6.0 / fan);
    }
}
