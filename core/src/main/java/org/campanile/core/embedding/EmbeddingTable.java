package org.campanile.core.embedding;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatRows;

/**
 * A trainable matrix {@code [rows, dim]} of which a step reads and updates only the rows of the ids it names. The model
 * cannot tell whether the table is local, replicated or sharded. Every id has a row of its own unless a {@link RowMapping}
 * says something else.
 *
 * <pre>
 * TableStep step = table.newStep()                        once; several, to prepare one step while another trains
 *
 * step.clear(); step.add(ids, ...)                        by one thread, ahead of the step
 * table.prepare(step)                                     by the same
 * ...                                                     rows that others own are fetched: see {@link RowExchange}
 * table.lookUp(ids, ..., destination, ...)                by each of the step's threads for its rows of the destination
 * ...                                                     forward and backward pass
 * table.update(step, gradients, member, members)          by each of the step's threads
 * ...                                                     gradients by rows that others own are delivered
 * </pre>
 *
 * <p>An update sums the gradients of each touched row and applies the optimizer once per row. The gradient of the whole
 * table never exists. An id that the mapping does not know throws {@link IllegalArgumentException}. What is not said to be
 * safe for several threads is for one at a time; look-ups and updates of one step must not overlap.
 */
public non-sealed interface EmbeddingTable extends IdEmbedding, AutoCloseable {
    String name();

    int rows();

    @Override
    int dim();

    /** An empty step, for use with this table alone. */
    TableStep newStep();

    /**
     * Brings the step's rows into existence, so that look-ups need not. Optional. May run in one thread while others look
     * up and update.
     */
    void prepare(TableStep step);

    /**
     * Copies one row per id: row {@code firstRow + i} of {@code destination}, from {@code column} on, becomes the row
     * of {@code ids[from + i]}, for {@code i} in {@code [0, count)}. May run in several threads at once, for different rows
     * of the destination.
     */
    void lookUp(int[] ids, int from, int count, FloatRows destination, int firstRow, int column);

    /**
     * Writes multiples of one id's row: row {@code firstRow + i} of {@code destination}, from {@code column} on, becomes
     * {@code factors[at + i * stride]} times the row of {@code id}, for {@code i} in {@code [0, count)}. So a dense feature
     * is a field of its own, whose value scales its embedding.
     */
    void lookUpScaled(
            int id, float[] factors, int at, int stride, int count, FloatRows destination, int firstRow, int column);

    /**
     * As {@link #lookUp}, with one pooled row per row of jagged ids: row {@code firstRow + i} of the destination pools row
     * {@code fromRow + i} of the ids, for {@code i} in {@code [0, rows)}. An empty row becomes zeros.
     */
    void lookUpPooled(
            JaggedIds ids, int fromRow, int rows, Pooling pooling, FloatRows destination, int firstRow, int column);

    /**
     * As {@link #lookUpPooled} with {@link Pooling#MAX}, for a step that will be updated: keeps in it which id won each
     * column. The step must hold these rows by {@link TableStep#addPooled} for the same source and column; without this
     * look-up their gradient would be 0.
     */
    void lookUpMax(
            JaggedIds ids,
            int fromRow,
            int rows,
            TableStep step,
            int source,
            FloatRows destination,
            int firstRow,
            int column);

    /**
     * Applies the optimizer to one member's share of the step's rows. The step is whole when every member from 0 to
     * {@code members} less 1 has done so; they may do so at once, each in its thread.
     *
     * @param gradients the step's sources, by their numbers; they must not change meanwhile
     * @throws IllegalArgumentException when gradients of the step are not there
     */
    void update(TableStep step, FloatRows[] gradients, int member, int members);

    /** Whether rows change in steps that do not touch them, so that a step's rows need {@link #catchUp} before look-ups. */
    boolean decays();

    /**
     * Brings one member's share of the step's rows to what the steps before have made of them. Of a table that
     * {@link #decays()}, all members must have done so before the first look-up of the step; they may do so at once.
     */
    void catchUp(TableStep step, int member, int members);

    /** Direct access to rows and optimizer state, for averaging, checkpoints and export. */
    TableState state();

    @Override
    void close();
}
