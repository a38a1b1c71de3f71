package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vectors are objects until the compiler has made registers of them. Each kernel is called until it allocates nothing
 * any more, which it must reach within a number of calls that no compiler takes as long to see.
 */
class KernelAllocationTest {
    private static final int LENGTH = 131;
    private static final int ROWS = 5;
    private static final int CALLS = 2_000;
    private static final int ROUNDS = 2_000;

    /* What a thread is said to have allocated may hold a little of the measurement itself. */
    private static final long BYTES_PER_CALL = 1;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final float[] x = new float[ROWS * LENGTH];
    private final float[] y = new float[ROWS * LENGTH];
    private final float[] bias = new float[LENGTH];
    private final InteractionScratch scratch =
            new InteractionScratch(new InteractionShape(ROWS, LENGTH, SelfPairs.LEFT_OUT));

    static List<Kernels> kernels() {
        return KernelsUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void nothingIsAllocatedInSteadyState(Kernels kernels) {
        calls(kernels)
                .forEach((name, call) ->
                        assertThat(fewestBytesPerCall(call)).as(name).isLessThan(BYTES_PER_CALL));
    }

    /** The number of the first round that is low enough, or else of the lowest. */
    private long fewestBytesPerCall(Runnable call) {
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && fewest >= BYTES_PER_CALL; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            fewest = Math.min(fewest, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
        }
        return fewest;
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
