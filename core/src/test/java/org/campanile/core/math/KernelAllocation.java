package org.campanile.core.math;

import java.util.LinkedHashMap;
import java.util.Map;
import org.campanile.core.AllocatedBytes;

/** Prints, kernel by kernel, the bytes that two hundred calls allocate once the compiler is done with them. */
final class KernelAllocation {
    private static final int LENGTH = 131;
    private static final int ROWS = 5;

    private final float[] x = new float[ROWS * LENGTH];
    private final float[] y = new float[ROWS * LENGTH];
    private final float[] bias = new float[LENGTH];
    private final InteractionScratch scratch =
            new InteractionScratch(new InteractionShape(ROWS, LENGTH, SelfPairs.LEFT_OUT));

    private KernelAllocation() {}

    public static void main(String[] arguments) {
        KernelAllocation allocation = new KernelAllocation();
        for (Kernels kernels : KernelsUnderTest.all()) {
            allocation
                    .calls(kernels)
                    .forEach((name, call) ->
                            System.out.println(kernels.name() + " " + name + " " + AllocatedBytes.inSteadyState(call)));
        }
    }

    private Map<String, Runnable> calls(Kernels kernels) {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("dot", () -> kernels.dot(x, 0, y, 0, LENGTH));
        calls.put("sum", () -> kernels.sum(x, 0, LENGTH));
        calls.put("sumOfSquares", () -> kernels.sumOfSquares(x, 0, LENGTH));
        calls.put("max", () -> kernels.max(x, 0, LENGTH));
        calls.put("add", () -> kernels.add(x, 0, y, 0, LENGTH));
        calls.put("addScaled", () -> kernels.addScaled(0.5f, x, 0, y, 0, LENGTH));
        calls.put("takeMax", () -> kernels.takeMax(x, 0, y, 0, LENGTH));
        calls.put("scale", () -> kernels.scale(0.5f, x, 0, LENGTH));

        ActivationKernels activations = kernels.activations();
        calls.put("addBias", () -> activations.addBias(x, 0, ROWS, LENGTH, bias, 0));
        calls.put("addColumnSums", () -> activations.addColumnSums(x, 0, ROWS, LENGTH, bias, 0));
        calls.put("relu", () -> activations.relu(x, 0, ROWS, LENGTH, bias, 0));
        calls.put("reluBackward", () -> activations.reluBackward(x, 0, y, 0, ROWS, LENGTH, bias, 0));
        calls.put("tanh", () -> activations.tanh(x, 0, ROWS, LENGTH, bias, 0));
        calls.put("tanhBackward", () -> activations.tanhBackward(x, 0, y, 0, ROWS, LENGTH, bias, 0));
        calls.put("sigmoid", () -> activations.sigmoid(x, 0, ROWS, LENGTH, bias, 0));
        calls.put("sigmoidBackward", () -> activations.sigmoidBackward(x, 0, y, 0, ROWS, LENGTH, bias, 0));

        SoftmaxKernels softmax = kernels.softmax();
        calls.put("expShifted", () -> softmax.expShifted(x, 0, LENGTH, 1f));
        calls.put("logSumExp", () -> softmax.logSumExp(x, 0, LENGTH));
        calls.put("softmax", () -> softmax.softmax(x, 0, LENGTH));

        OptimizerKernels optimizers = kernels.optimizers();
        calls.put("rowWiseAdagrad", () -> optimizers.rowWiseAdagrad(x, 0, LENGTH, y, 0, 0.1f));
        calls.put("adagrad", () -> optimizers.adagrad(x, 0, LENGTH, y, 0, 0.1f));
        calls.put(
                "adam", () -> optimizers.adam(AdamSettings.USUAL, 0.1f, x, 0, x, LENGTH, x, 2 * LENGTH, y, 0, LENGTH));

        InteractionKernels interactions = kernels.interactions();
        calls.put("interaction", () -> interactions.forward(scratch, x, 0, bias, 0));
        calls.put("interaction backward", () -> interactions.backward(scratch, x, 0, bias, 0, y, 0));
        return calls;
    }
}
