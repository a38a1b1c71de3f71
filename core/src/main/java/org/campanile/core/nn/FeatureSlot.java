package org.campanile.core.nn;

import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.Pooling;
import org.campanile.core.math.FloatRows;

/** The columns of one feature, or of several dense ones, in a network's input. */
sealed interface FeatureSlot
        permits FeatureSlot.AllDense,
                FeatureSlot.Dense,
                FeatureSlot.DenseField,
                FeatureSlot.Categorical,
                FeatureSlot.Sequence,
                ConcatenatedSequence,
                ComposedFeature {
    int width();

    /** Adds the look-ups for all rows of the batch to the step; their gradients will stand in a source's same columns. */
    void index(Batch rows, TablesStep step, int source);

    /** Writes the columns for the rows {@code [from, from + count)} of the batch to the same rows of the input. */
    void forward(Batch rows, int from, int count, FloatRows input);

    /** As {@link #forward}, for a step that will be updated: keeps in it what its gradients need. */
    default void forward(Batch rows, int from, int count, FloatRows input, TablesStep step, int source) {
        forward(rows, from, count, input);
    }

    /** All dense columns of the batch in their order, as they are. */
    record AllDense(int width, int first) implements FeatureSlot {
        @Override
        public void index(Batch rows, TablesStep step, int source) {}

        @Override
        public void forward(Batch rows, int from, int count, FloatRows input) {
            if (width == input.columns()) {
                input.write(from, 0, rows.dense(), from * width, count * width);
                return;
            }
            for (int row = from; row < from + count; row++) {
                input.write(row, first, rows.dense(), row * width, width);
            }
        }
    }

    /** A dense value as it is: one column. */
    record Dense(int column, int first) implements FeatureSlot {
        @Override
        public int width() {
            return 1;
        }

        @Override
        public void index(Batch rows, TablesStep step, int source) {}

        @Override
        public void forward(Batch rows, int from, int count, FloatRows input) {
            int values = rows.columns().dense().size();
            for (int row = from; row < from + count; row++) {
                input.write(row, first, rows.dense(), row * values + column, 1);
            }
        }
    }

    /**
     * The embedding of a dense feature, multiplied by its value.
     *
     * @param row    the embedding's row in the table
     * @param number the table's number in a {@link TablesStep}
     */
    record DenseField(int column, int first, EmbeddingTable table, int number, int row) implements FeatureSlot {
        @Override
        public int width() {
            return table.dim();
        }

        @Override
        public void index(Batch rows, TablesStep step, int source) {
            int values = rows.columns().dense().size();
            step.of(number).addScaled(row, rows.dense(), column, values, rows.size(), source, 0, first);
        }

        @Override
        public void forward(Batch rows, int from, int count, FloatRows input) {
            int values = rows.columns().dense().size();
            table.lookUpScaled(row, rows.dense(), from * values + column, values, count, input, from, first);
        }
    }

    /**
     * The embedding of a vocabulary index.
     *
     * @param number the table's number in a {@link TablesStep}
     */
    record Categorical(int column, int first, EmbeddingTable table, int number) implements FeatureSlot {
        @Override
        public int width() {
            return table.dim();
        }

        @Override
        public void index(Batch rows, TablesStep step, int source) {
            step.of(number).add(rows.categorical(column), 0, rows.size(), source, 0, first);
        }

        @Override
        public void forward(Batch rows, int from, int count, FloatRows input) {
            table.lookUp(rows.categorical(column), from, count, input, from, first);
        }
    }

    /**
     * The pooled embeddings of a sequence; zeros for an empty one.
     *
     * @param number the table's number in a {@link TablesStep}
     */
    record Sequence(int column, int first, EmbeddingTable table, int number, Pooling pooling) implements FeatureSlot {
        @Override
        public int width() {
            return table.dim();
        }

        @Override
        public void index(Batch rows, TablesStep step, int source) {
            step.of(number).addPooled(rows.sequence(column), 0, rows.size(), pooling, source, 0, first);
        }

        @Override
        public void forward(Batch rows, int from, int count, FloatRows input) {
            table.lookUpPooled(rows.sequence(column), from, count, pooling, input, from, first);
        }

        @Override
        public void forward(Batch rows, int from, int count, FloatRows input, TablesStep step, int source) {
            if (pooling == Pooling.MAX) {
                table.lookUpMax(rows.sequence(column), from, count, step.of(number), source, input, from, first);
            } else {
                forward(rows, from, count, input);
            }
        }
    }
}
