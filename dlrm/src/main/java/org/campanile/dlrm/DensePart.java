package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;

/** The dense features' way into the model: the first of the vectors that interact, and the first of the top's inputs. */
interface DensePart extends AutoCloseable {
    /** Columns that it takes of the vectors and of the top's input, beginning with the first. */
    int width();

    /** Writes its columns of both matrices for every row of the batch. */
    void forward(Batch rows, FloatMatrix vectors, FloatMatrix topInput);

    /** Passes the gradients by its columns of both matrices back. */
    void backward(int rows, FloatMatrix vectorGradient, FloatMatrix topInputGradient);

    void update();

    /** What {@link #update()} changes. */
    List<DenseParameters> parameters();

    @Override
    void close();
}
