package org.campanile.core.loss;

/** The loss of one output for a label that is a function of their difference, the error. */
sealed interface ErrorLoss extends TaskLoss permits SquaredError, HuberLoss {
    double loss(double error);

    /** The derivative of {@link #loss}. */
    double slope(double error);

    @Override
    default double lossAndGradients(
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
            sum += weight * loss(error);
            gradients[i] = (float) (gradientScale * weight * slope(error));
        }
        return sum;
    }
}
