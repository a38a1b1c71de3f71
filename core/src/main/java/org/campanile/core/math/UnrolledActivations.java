package org.campanile.core.math;

/** Row by row in one pass each, with the functions of {@link FastExp}. */
final class UnrolledActivations implements ActivationKernels {
    @Override
    public void addBias(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            addRow(bias, biasFrom, x, from + r * columns, columns);
        }
    }

    @Override
    public void addColumnSums(float[] g, int from, int rows, int columns, float[] sums, int sumsFrom) {
        for (int r = 0; r < rows; r++) {
            addRow(g, from + r * columns, sums, sumsFrom, columns);
        }
    }

    static void addRow(float[] x, int xAt, float[] y, int yAt, int columns) {
        for (int c = 0; c < columns; c++) {
            y[yAt + c] += x[xAt + c];
        }
    }

    @Override
    public void relu(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            reluRow(x, from + r * columns, columns, bias, biasFrom);
        }
    }

    static void reluRow(float[] x, int at, int columns, float[] bias, int biasAt) {
        for (int c = 0; c < columns; c++) {
            x[at + c] = Math.max(x[at + c] + bias[biasAt + c], 0f);
        }
    }

    @Override
    public void reluBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            reluBackwardRow(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
    }

    static void reluBackwardRow(float[] y, int yAt, float[] g, int gAt, int columns, float[] biasGradient, int biasAt) {
        for (int c = 0; c < columns; c++) {
            float passed = y[yAt + c] > 0f ? g[gAt + c] : 0f;
            g[gAt + c] = passed;
            biasGradient[biasAt + c] += passed;
        }
    }

    @Override
    public void tanh(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            tanhRow(x, from + r * columns, columns, bias, biasFrom);
        }
    }

    static void tanhRow(float[] x, int at, int columns, float[] bias, int biasAt) {
        for (int c = 0; c < columns; c++) {
            x[at + c] = FastExp.tanh(x[at + c] + bias[biasAt + c]);
        }
    }

    @Override
    public void tanhBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            tanhBackwardRow(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
    }

    static void tanhBackwardRow(float[] y, int yAt, float[] g, int gAt, int columns, float[] biasGradient, int biasAt) {
        for (int c = 0; c < columns; c++) {
            float output = y[yAt + c];
            float passed = g[gAt + c] * (1f - output * output);
            g[gAt + c] = passed;
            biasGradient[biasAt + c] += passed;
        }
    }

    @Override
    public void sigmoid(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            sigmoidRow(x, from + r * columns, columns, bias, biasFrom);
        }
    }

    static void sigmoidRow(float[] x, int at, int columns, float[] bias, int biasAt) {
        for (int c = 0; c < columns; c++) {
            x[at + c] = FastExp.sigmoid(x[at + c] + bias[biasAt + c]);
        }
    }

    @Override
    public void sigmoidBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            sigmoidBackwardRow(y, yFrom + row, g, gFrom + row, columns, biasGradient, biasFrom);
        }
    }

    static void sigmoidBackwardRow(
            float[] y, int yAt, float[] g, int gAt, int columns, float[] biasGradient, int biasAt) {
        for (int c = 0; c < columns; c++) {
            float output = y[yAt + c];
            float passed = g[gAt + c] * (output * (1f - output));
            g[gAt + c] = passed;
            biasGradient[biasAt + c] += passed;
        }
    }
}
