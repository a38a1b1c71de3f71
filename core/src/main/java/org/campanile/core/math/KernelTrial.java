package org.campanile.core.math;

/**
 * One call of every kernel on a few numbers, so that whatever a JVM lacks fails here and not in the middle of a run: the
 * Vector API is an incubator module, which may change from one JDK to the next.
 */
final class KernelTrial {
    /** More than two of the longest vectors, and some left over. */
    private static final int LENGTH = 131;

    private final Kernels kernels;
    private final float[] x = new float[LENGTH];
    private final float[] y = new float[LENGTH];

    private KernelTrial(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Calls every kernel.
     *
     * @throws LinkageError when this JVM has not what they are made of
     */
    static void run(Kernels kernels) {
        KernelTrial trial = new KernelTrial(kernels);
        trial.ranges();
        trial.activations();
        trial.softmax();
        trial.optimizers();
        trial.interactions();
    }

    private void ranges() {
        kernels.scale(kernels.dot(x, 0, y, 0, LENGTH), x, 0, LENGTH);
        kernels.addScaled(kernels.sumOfSquares(x, 0, LENGTH), x, 0, y, 0, LENGTH);
        kernels.addScaled(kernels.sum(x, 0, LENGTH), x, 0, y, 0, LENGTH);
        kernels.addScaled(kernels.max(x, 0, LENGTH), x, 0, y, 0, LENGTH);
        kernels.addScaled(1f, new byte[LENGTH], 0, y, 0, LENGTH);
        kernels.add(x, 0, y, 0, LENGTH);
        kernels.takeMax(x, 0, y, 0, LENGTH);
    }

    private void activations() {
        ActivationKernels activations = kernels.activations();
        float[] bias = new float[LENGTH];
        activations.addBias(x, 0, 1, LENGTH, bias, 0);
        activations.addColumnSums(x, 0, 1, LENGTH, bias, 0);
        activations.relu(x, 0, 1, LENGTH, bias, 0);
        activations.reluBackward(x, 0, y, 0, 1, LENGTH, bias, 0);
        activations.tanh(x, 0, 1, LENGTH, bias, 0);
        activations.tanhBackward(x, 0, y, 0, 1, LENGTH, bias, 0);
        activations.sigmoid(x, 0, 1, LENGTH, bias, 0);
        activations.sigmoidBackward(x, 0, y, 0, 1, LENGTH, bias, 0);
    }

    private void softmax() {
        SoftmaxKernels softmax = kernels.softmax();
        softmax.expShifted(x, 0, LENGTH, softmax.logSumExp(x, 0, LENGTH));
        softmax.softmax(x, 0, LENGTH);
    }

    private void optimizers() {
        OptimizerKernels optimizers = kernels.optimizers();
        optimizers.rowWiseAdagrad(x, 0, LENGTH - 1, y, 0, 1f);
        optimizers.adagrad(x, 0, LENGTH / 2, y, 0, 1f);
        int third = LENGTH / 3;
        optimizers.adam(AdamSettings.USUAL, 1f, x, 0, x, third, x, 2 * third, y, 0, third);
    }

    private void interactions() {
        InteractionShape shape = new InteractionShape(5, LENGTH / 5, SelfPairs.LEFT_OUT);
        InteractionScratch scratch = new InteractionScratch(shape);
        float[] pairs = new float[shape.pairs()];
        kernels.interactions().forward(scratch, x, 0, pairs, 0);
        kernels.interactions().backward(scratch, x, 0, pairs, 0, y, 0);
    }
}
