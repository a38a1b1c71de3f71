package org.campanile.core.nn;

/** The inner loops of {@link LayerPass}, over {@code [rows, columns]} in an array. */
final class ActivationLoops {
    private ActivationLoops() {}

    static void activate(Activation activation, float[] y, int rows, int columns, float[] bias) {
        for (int at = 0; at < rows * columns; at += columns) {
            switch (activation) {
                case RELU -> {
                    for (int j = 0; j < columns; j++) {
                        y[at + j] = Math.max(0f, y[at + j] + bias[j]);
                    }
                }
                case TANH -> {
                    for (int j = 0; j < columns; j++) {
                        y[at + j] = (float) Math.tanh(y[at + j] + bias[j]);
                    }
                }
                case SIGMOID -> {
                    for (int j = 0; j < columns; j++) {
                        y[at + j] = (float) (1 / (1 + Math.exp(-(y[at + j] + bias[j]))));
                    }
                }
                case IDENTITY -> {
                    for (int j = 0; j < columns; j++) {
                        y[at + j] += bias[j];
                    }
                }
            }
        }
    }

    static void differentiate(
            Activation activation, float[] y, float[] d, int rows, int columns, float[] biasGradient) {
        for (int at = 0; at < rows * columns; at += columns) {
            switch (activation) {
                case RELU -> {
                    for (int j = 0; j < columns; j++) {
                        d[at + j] = y[at + j] > 0f ? d[at + j] : 0f;
                    }
                }
                case TANH -> {
                    for (int j = 0; j < columns; j++) {
                        d[at + j] *= 1f - y[at + j] * y[at + j];
                    }
                }
                case SIGMOID -> {
                    for (int j = 0; j < columns; j++) {
                        d[at + j] *= y[at + j] * (1f - y[at + j]);
                    }
                }
                case IDENTITY -> {}
            }
            for (int j = 0; j < columns; j++) {
                biasGradient[j] += d[at + j];
            }
        }
    }
}
