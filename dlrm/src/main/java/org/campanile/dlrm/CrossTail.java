package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/** How a deep and a cross network make the outputs. Members of a thread team share it as they share a {@link DenseNetwork}. */
sealed interface CrossTail extends AutoCloseable permits StackedTail, ParallelTail {
    void ensureCapacity(int rows, int members);

    /** Where the cross network's outputs go, in the first columns. */
    FloatMatrix crossed();

    /** Computes the outputs of some samples, given {@link #crossed()} and x0. */
    void forward(int member, int firstRow, int rows, ForwardMode mode, FloatMatrix x0, BlockScratch scratch);

    /** As {@link TopNetwork#readOutputs}. */
    void readOutputs(int firstRow, int rows, float[] out);

    /** As {@link TopNetwork#writeOutputGradients}. */
    void writeOutputGradients(int firstRow, int rows, float[] gradients);

    /** Passes them back as far as the gradient by {@link #crossed()}, which stands in {@link #crossedGradient()} then. */
    void backward(int member, int firstRow, int rows, BlockScratch scratch);

    /** The gradient by {@link #crossed()}, in the first columns. */
    FloatMatrix crossedGradient();

    /** Adds what did not pass the cross network to the gradient by x0. */
    void addInputGradient(int firstRow, int rows, FloatMatrix x0Gradient, BlockScratch scratch);

    Stream<DenseNetwork> networks();

    @Override
    void close();
}
