package org.campanile.core.loss;

/**
 * The squared error of one output s for a label y, whose mean over samples is the mean squared error:
 *
 * <pre>
 * loss(s, y)   = (s - y)^2
 * d loss / d s = 2 (s - y)
 * </pre>
 */
public record SquaredError() implements TaskLoss {
    @Override
    public double lossAndGradients(
            float[] outputs,
            int firstRow,
            float[] labels,
            float[] weights,
            int rows,
            float gradientScale,
            float[] gradients) {
        double sum = 0;
        for (int i = firstRow; i < firstRow + rows; i++) {
            double weight = weights.length == 0 ? 1 : weights[i];
            double error = (double) outputs[i] - labels[i];
            sum += weight * error * error;
            gradients[i] = (float) (gradientScale * weight * 2 * error);
        }
        return sum;
    }
}
