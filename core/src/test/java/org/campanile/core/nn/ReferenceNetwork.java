package org.campanile.core.nn;

import java.util.List;

/**
 * A dense network in double precision, written from its definition; parameters are, per layer, W by columns, then b, or of
 * a normalised layer gamma, beta, running means, and decimal logarithms of running deviations.
 */
final class ReferenceNetwork {
    private final List<DenseLayerShape> layers;

    ReferenceNetwork(DenseNetworkSettings settings) {
        this.layers = settings.layers();
    }

    double[] forward(double[] parameters, double[] input) {
        return forward(parameters, new double[][] {input}, ForwardMode.INFERENCE)[0];
    }

    /** The outputs of a batch, {@code [rows, outputs]}. */
    double[][] forward(double[] parameters, double[][] inputs, ForwardMode mode) {
        double[][] x = inputs;
        int start = 0;
        for (DenseLayerShape layer : layers) {
            double[][] y = new double[x.length][layer.outputs()];
            for (int o = 0; o < layer.outputs(); o++) {
                double[] column = new double[x.length];
                for (int row = 0; row < x.length; row++) {
                    for (int i = 0; i < layer.inputs(); i++) {
                        column[row] += x[row][i] * parameters[start + o * layer.inputs() + i];
                    }
                }
                if (layer.isNormalized()) {
                    normalize(column, layer, parameters, start, o, mode);
                } else {
                    add(column, parameters[start + layer.weights() + o]);
                }
                for (int row = 0; row < x.length; row++) {
                    y[row][o] = apply(layer.activation(), column[row]);
                }
            }
            start += layer.parameters();
            x = y;
        }
        return x;
    }

    private static void normalize(
            double[] column, DenseLayerShape layer, double[] parameters, int start, int output, ForwardMode mode) {
        int gamma = start + layer.weights() + output;
        int beta = gamma + layer.outputs();
        double mean = parameters[beta + layer.outputs()];
        double variance = Math.pow(10, 2 * parameters[beta + 2 * layer.outputs()]);
        if (mode == ForwardMode.TRAINING) {
            mean = mean(column);
            variance = variance(column);
        }
        for (int row = 0; row < column.length; row++) {
            double normal = (column[row] - mean) / Math.sqrt(variance + 1e-5);
            column[row] = parameters[gamma] * normal + parameters[beta];
        }
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The mean square of what values are apart from their mean. */
    static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }

    private static void add(double[] column, double bias) {
        for (int row = 0; row < column.length; row++) {
            column[row] += bias;
        }
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
