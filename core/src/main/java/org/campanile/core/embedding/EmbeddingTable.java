package org.campanile.core.embedding;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatMatrix;

/**
 * A trainable matrix {@code [rows, dim]} of which a step reads and updates only the rows it names. The model cannot tell
 * whether the table is local, replicated or sharded.
 *
 * <p>One step is: look-ups; the model's forward and backward pass; {@code addGradient} for every look-up; then
 * {@link #update()}, which sums the gradients of each touched row and applies the optimizer once per row. The gradient
 * of the whole table never exists. An id outside {@code [0, rows())} throws {@link IllegalArgumentException}. Used by
 * one thread at a time.
 */
public interface EmbeddingTable extends AutoCloseable {
    String name();

    int rows();

    int dim();

    /**
     * Copies one row per id: row {@code firstRow + i} of {@code destination}, from {@code column} on, becomes table row
     * {@code ids[from + i]}, for {@code i} in {@code [0, count)}.
     */
    void lookUp(int[] ids, int from, int count, FloatMatrix destination, int firstRow, int column);

    /** As {@link #lookUp}, with one pooled row per row of jagged ids; an empty row becomes zeros. */
    void lookUpPooled(JaggedIds ids, Pooling pooling, FloatMatrix destination, int firstRow, int column);

    /**
     * Adds the gradients of a {@link #lookUp} with the same arguments to those of this step. Neither ids nor gradients
     * are copied: they must not change until {@link #update()}.
     */
    void addGradient(int[] ids, int from, int count, FloatMatrix gradient, int firstRow, int column);

    /** Adds the gradients of a {@link #lookUpPooled} with the same arguments; see {@link #addGradient}. */
    void addPooledGradient(JaggedIds ids, Pooling pooling, FloatMatrix gradient, int firstRow, int column);

    /** Applies the optimizer to each row touched in this step, and forgets the step's gradients. */
    void update();

    /** Direct access to rows and optimizer state, for averaging, checkpoints and export. */
    TableState state();

    @Override
    void close();
}
