package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;

/**
 * What turns a tower's concatenated inputs into its vectors. Matrices have at least the rows asked for, of which the
 * first are meant; they are the body's own, and reused.
 */
interface TowerBody extends AutoCloseable {
    int outputSize();

    /** Where the inputs go, {@code [>= rows, inputs]}. */
    FloatMatrix input(int rows);

    /** The vectors, {@code [>= rows, outputSize]}. */
    FloatMatrix forward(int rows);

    /** Where the gradient of the loss by the vectors goes, {@code [>= rows, outputSize]}. */
    FloatMatrix outputGradient(int rows);

    /** The gradient of the loss by the inputs, {@code [>= rows, inputs]}; follows a forward pass of as many rows. */
    FloatMatrix backward(int rows);

    void update();

    /** What {@link #update()} changes. */
    List<DenseParameters> parameters();

    @Override
    void close();
}
