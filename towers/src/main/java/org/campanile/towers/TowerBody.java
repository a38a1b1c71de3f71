package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;

/**
 * What turns a tower's concatenated inputs into its vectors. Members of a thread team share its steps as they share those
 * of a {@link org.campanile.core.nn.DenseNetwork}: a member passes its rows forward and back, and between all passes and
 * the update the members have met. Matrices have at least the rows asked for, of which the first are meant; they are the
 * body's own, and reused.
 */
interface TowerBody extends AutoCloseable {
    int outputSize();

    /** Makes room for so many rows and members; matrices may be replaced. */
    void ensureCapacity(int rows, int members);

    /** Where the inputs go, {@code [>= rows, inputs]}. */
    FloatMatrix input();

    /** Computes the vectors of a member's rows; none is allowed. */
    void forward(int member, int firstRow, int rows);

    /** The vectors, {@code [>= rows, outputSize]}. */
    FloatMatrix output();

    /** Where the gradient of the loss by the vectors goes, {@code [>= rows, outputSize]}. */
    FloatMatrix outputGradient();

    /** Passes the gradients of the rows of the member's forward pass back. */
    void backward(int member, int firstRow, int rows);

    /** The gradient of the loss by the inputs, {@code [>= rows, inputs]}. */
    FloatMatrix inputGradient();

    /** A member takes its part in one step of the optimizer. */
    void update(int member, int members);

    /** Ends the step after the update. */
    void finishStep();

    /** What {@link #update} changes. */
    List<DenseParameters> parameters();

    @Override
    void close();
}
