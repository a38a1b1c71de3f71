package org.campanile.core.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.campanile.core.math.FloatMatrix;

/**
 * The arithmetic of one dense network of standard DL4J layers, by a team of threads: each member takes rows of the batch
 * through forward and backward pass with memory of its own, then a share of the optimizer's step. What members call with
 * their own numbers they may call at once; everything else is the owner's, between two pieces of the team's work.
 */
sealed interface NetworkExecution extends AutoCloseable permits FusedExecution, Dl4jExecution {
    /** Makes room for a batch of so many rows and for so many members; matrices got before are gone if they were smaller. */
    void ensureCapacity(int rows, int members);

    /** {@code [>= rows, inputs]} */
    FloatMatrix input();

    /** {@code [>= rows, outputs]} */
    FloatMatrix output();

    /** {@code [>= rows, outputs]}; the backward pass may overwrite it. */
    FloatMatrix outputGradient();

    /** {@code [>= rows, inputs]} */
    FloatMatrix inputGradient();

    /**
     * Computes the outputs of some rows, at least one.
     *
     * @param iteration optimizer steps taken so far, of which what dropout leaves out is a function
     */
    void forward(int iteration, int member, int firstRow, int rows, ForwardMode mode);

    /**
     * Makes the member's gradient by the parameters that of the rows of its last forward pass, and passes the gradient by
     * the input on if asked for.
     */
    void backward(int member, int firstRow, int rows, BackwardScope scope);

    /** A member's share of the squared length of the sum of all members' gradients. */
    double squaredGradient(int member, int members);

    /**
     * A member of {@code members} applies one optimizer step, with the sum of all members' gradients times
     * {@code gradientScale}, to its share of the parameters, at {@code rateFactor} times the learning rate.
     */
    void update(int iteration, double rateFactor, float gradientScale, int member, int members);

    /** Forgets the gradients: the step is over. */
    void finishStep();

    FlatNumbers parameters();

    FlatNumbers updaterState();

    /** DL4J's own zip. The stream stays open. */
    void write(OutputStream out) throws IOException;

    /** Takes over the parameters of a stored network if its layers have the sizes of this one's; tells whether it did. */
    boolean read(InputStream in) throws IOException;

    @Override
    void close();
}
