package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/** How a deep and a cross network make one logit. Members of a thread team share it as they share a {@link DenseNetwork}. */
sealed interface CrossTail extends AutoCloseable permits StackedTail, ParallelTail {
    void ensureCapacity(int rows, int members);

    /** Where the cross network's outputs go, in the first columns. */
    FloatMatrix crossed();

    /** Computes the logits of some samples, given {@link #crossed()} and x0. */
    void forward(int member, int firstRow, int rows, ForwardMode mode, FloatMatrix x0, CrossScratch scratch);

    /** The logits, {@code [>= rows, 1]}. */
    FloatMatrix logits();

    /** Where the gradients by the logits go, {@code [>= rows, 1]}. */
    FloatMatrix logitGradients();

    /** Passes them back as far as the gradient by {@link #crossed()}, which stands in {@link #crossedGradient()} then. */
    void backward(int member, int firstRow, int rows, CrossScratch scratch);

    /** The gradient by {@link #crossed()}, in the first columns. */
    FloatMatrix crossedGradient();

    /** Adds what did not pass the cross network to the gradient by x0. */
    void addInputGradient(int firstRow, int rows, FloatMatrix x0Gradient, CrossScratch scratch);

    Stream<DenseNetwork> networks();

    @Override
    default void close() {
        networks().forEach(DenseNetwork::close);
    }
}
