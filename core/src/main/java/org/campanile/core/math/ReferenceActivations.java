package org.campanile.core.math;

/** One number after the other, with the functions of {@link Math}. */
final class ReferenceActivations implements ActivationKernels {
    @Override
    public void addBias(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        for (int i = 0; i < rows * columns; i++) {
            x[from + i] += bias[biasFrom + i % columns];
        }
    }

    @Override
    public void addColumnSums(float[] g, int from, int rows, int columns, float[] sums, int sumsFrom) {
        for (int i = 0; i < rows * columns; i++) {
            sums[sumsFrom + i % columns] += g[from + i];
        }
    }

    @Override
    public void relu(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        addBias(x, from, rows, columns, bias, biasFrom);
        for (int i = from; i < from + rows * columns; i++) {
            x[i] = Math.max(x[i], 0f);
        }
    }

    @Override
    public void reluBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int i = 0; i < rows * columns; i++) {
            if (y[yFrom + i] <= 0f) {
                g[gFrom + i] = 0f;
            }
        }
        addColumnSums(g, gFrom, rows, columns, biasGradient, biasFrom);
    }

    @Override
    public void tanh(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        addBias(x, from, rows, columns, bias, biasFrom);
        for (int i = from; i < from + rows * columns; i++) {
            x[i] = (float) Math.tanh(x[i]);
        }
    }

    @Override
    public void tanhBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int i = 0; i < rows * columns; i++) {
            g[gFrom + i] *= 1f - y[yFrom + i] * y[yFrom + i];
        }
        addColumnSums(g, gFrom, rows, columns, biasGradient, biasFrom);
    }

    @Override
    public void sigmoid(float[] x, int from, int rows, int columns, float[] bias, int biasFrom) {
        addBias(x, from, rows, columns, bias, biasFrom);
        for (int i = from; i < from + rows * columns; i++) {
            x[i] = (float) (1 / (1 + Math.exp(-x[i])));
        }
    }

    @Override
    public void sigmoidBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom) {
        for (int i = 0; i < rows * columns; i++) {
            g[gFrom + i] *= y[yFrom + i] * (1f - y[yFrom + i]);
        }
        addColumnSums(g, gFrom, rows, columns, biasGradient, biasFrom);
    }
}
