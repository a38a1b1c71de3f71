package org.campanile.core.nn;

import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.Pooling;
import org.campanile.core.math.FloatMatrix;

/** The columns of one feature in a network's input. */
sealed interface FeatureSlot {
    int width();

    /** Writes the columns for every row of the batch. */
    void forward(Batch rows, FloatMatrix input);

    /** Passes the gradient by these columns on to where their values came from. */
    void backward(Batch rows, FloatMatrix gradient);

    /** A dense value as it is: one column. */
    record Dense(int column, int first) implements FeatureSlot {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void forward(Batch rows, FloatMatrix input) {
            int values = rows.columns().dense().size();
            for (int row = 0; row < rows.size(); row++) {
                input.set(row, first, rows.dense()[row * values + column]);
            }
        }

        @Override
        public void backward(Batch rows, FloatMatrix gradient) {}
    }

    /** The embedding of a vocabulary index. */
    record Categorical(int column, int first, EmbeddingTable table) implements FeatureSlot {
        @Override
        public int width() {
            return table.dim();
        }

        @Override
        public void forward(Batch rows, FloatMatrix input) {
            table.lookUp(rows.categorical(column), 0, rows.size(), input, 0, first);
        }

        @Override
        public void backward(Batch rows, FloatMatrix gradient) {
            table.addGradient(rows.categorical(column), 0, rows.size(), gradient, 0, first);
        }
    }

    /** The mean of the embeddings of a sequence; zeros for an empty one. */
    record Sequence(int column, int first, EmbeddingTable table) implements FeatureSlot {
        @Override
        public int width() {
            return table.dim();
        }

        @Override
        public void forward(Batch rows, FloatMatrix input) {
            table.lookUpPooled(rows.sequence(column), Pooling.MEAN, input, 0, first);
        }

        @Override
        public void backward(Batch rows, FloatMatrix gradient) {
            table.addPooledGradient(rows.sequence(column), Pooling.MEAN, gradient, 0, first);
        }
    }
}
