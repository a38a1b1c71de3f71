package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * The dense features' way into the model: the first of the vectors that interact, and the first of the top's inputs.
 * Members of a thread team share its steps as they share those of a {@link DenseNetwork}.
 */
interface DensePart extends AutoCloseable {
    /** Length of the vector; 0 when there are no dense features. */
    int width();

    void ensureCapacity(int rows, int members);

    /** Computes the vectors of some rows of the batch. */
    void forward(int member, Batch batch, int firstRow, int rows, ForwardMode mode);

    /** Copies the vectors of some rows, {@code [rows, width()]}, to {@code out}. */
    void readVectors(int firstRow, int rows, float[] out);

    /** Takes the gradient by the vectors of some rows, {@code [rows, width()]}. */
    void writeGradients(int firstRow, int rows, float[] gradients);

    /** Passes the gradients of the rows of the member's forward pass back. */
    void backward(int member, int firstRow, int rows);

    /** All that training changes. */
    List<DenseNetwork> networks();

    @Override
    void close();
}
