package org.campanile.core.nn;

import java.util.List;

/** A dense network in double precision, written from its definition; parameters are, per layer, W by columns, then b. */
final class ReferenceNetwork {
    private final List<DenseLayerShape> layers;

    ReferenceNetwork(DenseNetworkSettings settings) {
        this.layers = settings.layers();
    }

    double[] forward(double[] parameters, double[] input) {
        double[] x = input;
        int start = 0;
        for (DenseLayerShape layer : layers) {
            double[] y = new double[layer.outputs()];
            for (int o = 0; o < layer.outputs(); o++) {
                double sum = parameters[start + layer.weights() + o];
                for (int i = 0; i < layer.inputs(); i++) {
                    sum += x[i] * parameters[start + o * layer.inputs() + i];
                }
                y[o] = apply(layer.activation(), sum);
            }
            start += layer.parameters();
            x = y;
        }
        return x;
    }

    private static double apply(Activation activation, double x) {
        return switch (activation) {
            case RELU -> Math.max(x, 0);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case IDENTITY -> x;
        };
    }
}
