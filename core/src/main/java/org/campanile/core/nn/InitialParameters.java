package org.campanile.core.nn;

import java.util.Arrays;
import org.campanile.core.math.CounterRandom;

/**
 * Initial values of a dense network: biases, beta and running means are 0, gamma and running deviations 1, weights uniform
 * in [-a, a] with
 *
 * <pre>
 * a = sqrt(6 / inputs)              before relu (He et al., ICCV 2015)
 * a = sqrt(6 / (inputs + outputs))  otherwise   (Glorot and Bengio, AISTATS 2010)
 * </pre>
 */
final class InitialParameters {
    private InitialParameters() {}

    /** The flat vector, layer by layer as {@link DenseLayerShape} says. */
    static float[] of(DenseNetworkSettings settings) {
        float[] parameters = new float[settings.parameters()];
        long seed = CounterRandom.seedFor(settings.seed(), settings.name());
        int start = 0;
        for (DenseLayerShape layer : settings.layers()) {
            float bound = bound(layer);
            for (int i = start; i < start + layer.weights(); i++) {
                parameters[i] = CounterRandom.uniform(CounterRandom.hash(seed, i), bound);
            }
            if (layer.isNormalized()) {
                int gamma = start + layer.weights();
                Arrays.fill(parameters, gamma, gamma + layer.outputs(), 1f);
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
