package org.campanile.core.loss;

import org.campanile.core.Check;

/**
 * The cross-entropy of a softmax over one output for each class, see {@link SoftmaxCrossEntropy}; the label is the number of
 * the class, from 0.
 *
 * @param classes at least 2
 */
public record ClassCrossEntropy(int classes) implements TaskLoss {
    public ClassCrossEntropy {
        Check.that(classes >= 2, "classes must be at least 2, but are %d", classes);
    }

    @Override
    public double lossAndGradients(
            float[] outputs,
            int firstRow,
            float[] labels,
            float[] weights,
            int rows,
            float gradientScale,
            float[] gradients) {
        if (gradients != outputs) {
            System.arraycopy(outputs, firstRow * classes, gradients, firstRow * classes, rows * classes);
        }
        double sum = 0;
        for (int row = firstRow; row < firstRow + rows; row++) {
            float weight = weights.length == 0 ? 1 : weights[row];
            sum += weight
                    * SoftmaxCrossEntropy.lossAndGradients(
                            gradients, row * classes, classes, (int) labels[row], gradientScale * weight);
        }
        return sum;
    }
}
