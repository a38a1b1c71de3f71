package org.campanile.core.loss;

/** The loss of a task's outputs for a sample with a label. Stateless. */
public sealed interface TaskLoss permits ClickLoss, ErrorLoss, ClassCrossEntropy {
    /**
     * Computes the losses of {@code rows} samples from {@code firstRow} on, and their gradients.
     *
     * @param outputs       {@code [>= firstRow + rows, outputs of a sample]}
     * @param labels        of the samples, at their numbers
     * @param weights       what each sample's loss is multiplied by, at their numbers; empty when all count alike
     * @param gradientScale what each gradient is multiplied by: {@code 1 / rows} for that of the mean
     * @param gradients     receives the gradients, in the shape of {@code outputs}; may be {@code outputs}
     * @return the sum of the losses
     */
    double lossAndGradients(
            float[] outputs,
            int firstRow,
            float[] labels,
            float[] weights,
            int rows,
            float gradientScale,
            float[] gradients);
}
