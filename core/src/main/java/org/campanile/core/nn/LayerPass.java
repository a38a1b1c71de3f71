package org.campanile.core.nn;

import java.util.Arrays;
import org.campanile.core.math.ActivationKernels;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * Bias and activation of a layer, forward and backward, over blocks of rows that pass through the nearest cache. Owned by
 * one thread.
 */
final class LayerPass {
    /** 16 KiB for each of two blocks. */
    private static final int BLOCK = 4096;

    private final ActivationKernels kernels = Kernels.active().activations();
    private final float[] values;
    private final float[] gradients;
    private final float[] bias;

    /** @param widest columns of the widest layer */
    LayerPass(int widest) {
        this.values = new float[Math.max(BLOCK, widest)];
        this.gradients = new float[Math.max(BLOCK, widest)];
        this.bias = new float[widest];
    }

    /** {@code y = f(y + b)} for some rows of y; b stands in the flat parameters. */
    void activate(Activation activation, FloatMatrix y, int firstRow, int rows, FloatMatrix parameters, int biasAt) {
        int columns = y.columns();
        parameters.read(0, biasAt, bias, 0, columns);
        int atOnce = Math.max(1, BLOCK / columns);
        for (int row = firstRow; row < firstRow + rows; row += atOnce) {
            int block = Math.min(atOnce, firstRow + rows - row);
            y.read(row, 0, values, 0, block * columns);
            activate(activation, block, columns);
            y.write(row, 0, values, 0, block * columns);
        }
    }

    /** {@code d = d * f'(y)} for some rows; the sums of d's columns go to the flat gradient, where that of b stands. */
    void differentiate(
            Activation activation,
            FloatMatrix y,
            FloatMatrix d,
            int firstRow,
            int rows,
            FloatMatrix gradient,
            int biasAt) {
        int columns = y.columns();
        Arrays.fill(bias, 0, columns, 0f);
        int atOnce = Math.max(1, BLOCK / columns);
        for (int row = firstRow; row < firstRow + rows; row += atOnce) {
            int block = Math.min(atOnce, firstRow + rows - row);
            y.read(row, 0, values, 0, block * columns);
            d.read(row, 0, gradients, 0, block * columns);
            differentiate(activation, block, columns);
            d.write(row, 0, gradients, 0, block * columns);
        }
        gradient.write(0, biasAt, bias, 0, columns);
    }

    /** Makes each number of some rows of y 0 with some probability p, and divides it by 1 - p otherwise. */
    void drop(long seed, float probability, FloatMatrix y, int firstRow, int rows) {
        int columns = y.columns();
        float kept = 1 / (1 - probability);
        for (int row = firstRow; row < firstRow + rows; row++) {
            y.read(row, 0, values, 0, columns);
            long rowSeed = CounterRandom.hash(seed, row);
            for (int i = 0; i < columns; i++) {
                boolean isKept = CounterRandom.uniform(CounterRandom.hash(rowSeed, i)) >= probability;
                values[i] = isKept ? values[i] * kept : 0f;
            }
            y.write(row, 0, values, 0, columns);
        }
    }

    /** Multiplies some rows of d. */
    void scale(float factor, FloatMatrix d, int firstRow, int rows) {
        int columns = d.columns();
        int atOnce = Math.max(1, BLOCK / columns);
        for (int row = firstRow; row < firstRow + rows; row += atOnce) {
            int length = Math.min(atOnce, firstRow + rows - row) * columns;
            d.read(row, 0, gradients, 0, length);
            Kernels.active().scale(factor, gradients, 0, length);
            d.write(row, 0, gradients, 0, length);
        }
    }

    private void activate(Activation activation, int rows, int columns) {
        switch (activation) {
            case RELU -> kernels.relu(values, 0, rows, columns, bias, 0);
            case TANH -> kernels.tanh(values, 0, rows, columns, bias, 0);
            case SIGMOID -> kernels.sigmoid(values, 0, rows, columns, bias, 0);
            case IDENTITY -> kernels.addBias(values, 0, rows, columns, bias, 0);
        }
    }

    private void differentiate(Activation activation, int rows, int columns) {
        switch (activation) {
            case RELU -> kernels.reluBackward(values, 0, gradients, 0, rows, columns, bias, 0);
            case TANH -> kernels.tanhBackward(values, 0, gradients, 0, rows, columns, bias, 0);
            case SIGMOID -> kernels.sigmoidBackward(values, 0, gradients, 0, rows, columns, bias, 0);
            case IDENTITY -> kernels.addColumnSums(gradients, 0, rows, columns, bias, 0);
        }
    }
}
