package org.campanile.dlrm;

import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * From what a sample's features come to, after their interactions, to the outputs of all tasks. Members of a thread team
 * share it as they share a {@link DenseNetwork}.
 */
sealed interface TopNetwork extends AutoCloseable permits SharedBottom, GatedMixture {
    void ensureCapacity(int rows, int members);

    /** Where the input goes, {@code [>= rows, inputs]}. */
    FloatMatrix input();

    /** Computes the outputs of some samples. */
    void forward(int member, int firstRow, int rows, ForwardMode mode);

    /** Copies the outputs of some samples to {@code out}, {@code [>= firstRow + rows, outputs]}. */
    void readOutputs(int firstRow, int rows, float[] out);

    /** Takes the gradients by the outputs of some samples, {@code [>= firstRow + rows, outputs]}. */
    void writeOutputGradients(int firstRow, int rows, float[] gradients);

    /** Passes them back to the input and the parameters. */
    void backward(int member, int firstRow, int rows);

    /** The gradient by the input, {@code [>= rows, inputs]}. */
    FloatMatrix inputGradient();

    /** All that training changes. */
    Stream<DenseNetwork> networks();

    @Override
    default void close() {
        networks().forEach(DenseNetwork::close);
    }
}
