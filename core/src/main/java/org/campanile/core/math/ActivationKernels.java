package org.campanile.core.math;

/**
 * Bias and activation of a dense layer over a row-major block, {@code [rows, columns]} from {@code from} on, in place.
 * Backward passes take the layer's outputs {@code y}, turn the gradient {@code g} by the outputs into that by the inputs
 * of the activation, and add its column sums, the gradient by the bias, to {@code biasGradient}. Stateless. NaN stays
 * NaN.
 */
public interface ActivationKernels {

    /** {@code x[r][c] += bias[c]}: a layer without activation. */
    void addBias(float[] x, int from, int rows, int columns, float[] bias, int biasFrom);

    /** {@code sums[c] += sum over r of g[r][c]}: the backward pass of {@link #addBias}. */
    void addColumnSums(float[] g, int from, int rows, int columns, float[] sums, int sumsFrom);

    /** {@code x = max(x + bias, 0)}. */
    void relu(float[] x, int from, int rows, int columns, float[] bias, int biasFrom);

    /** {@code g = g where y > 0, else 0}, with outputs {@code y} of {@link #relu}. */
    void reluBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom);

    /** {@code x = tanh(x + bias)}. */
    void tanh(float[] x, int from, int rows, int columns, float[] bias, int biasFrom);

    /** {@code g *= 1 - y^2}. */
    void tanhBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom);

    /** {@code x = 1 / (1 + exp(-(x + bias)))}. */
    void sigmoid(float[] x, int from, int rows, int columns, float[] bias, int biasFrom);

    /** {@code g *= y (1 - y)}. */
    void sigmoidBackward(
            float[] y, int yFrom, float[] g, int gFrom, int rows, int columns, float[] biasGradient, int biasFrom);
}
