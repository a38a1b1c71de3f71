package org.campanile.core.nn;

import java.util.Arrays;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.embedding.Pooling;
import org.campanile.core.embedding.QuotientRemainder;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.jspecify.annotations.Nullable;

/**
 * The compositional embeddings of one feature: of a categorical one that of its index, of a sequence those of its indices,
 * pooled.
 *
 * <p>Both tables are looked up once for every index, and these rows are kept, {@code [indices, dim]} each, because the
 * gradient by one is a product with the other. The backward pass replaces them by the gradients by them, which are sources
 * of their own to the {@link TablesStep}: so the tables see look-ups and gradients like any others. Between a forward pass
 * and its update there must be no other. Threads may pass different rows of the batch.
 */
final class ComposedFeature implements FeatureSlot {
    /** Sources that a slot has beside that of the whole layer. */
    static final int SOURCES = 2;

    private final int column;
    private final int first;
    private final QuotientRemainder tables;
    private final int number;
    private final int source;
    private final @Nullable Pooling pooling;
    private final HeapMatrix quotients;
    private final HeapMatrix remainders;
    /** Of every row of the batch a vector, at the place of its first index: the pooled one, then the gradient by it. */
    private final HeapMatrix vectors;

    private final float[] zeros;

    /**
     * @param number  of the quotients' table in a {@link TablesStep}; that of the remainders follows
     * @param source  of the gradients by quotients, counted from the layer's own; that of the remainders follows
     * @param pooling of a sequence; null for a categorical feature
     */
    ComposedFeature(
            int column, int first, QuotientRemainder tables, int number, int source, @Nullable Pooling pooling) {
        this.column = column;
        this.first = first;
        this.tables = tables;
        this.number = number;
        this.source = source;
        this.pooling = pooling;
        this.quotients = new HeapMatrix(tables.quotients().dim());
        this.remainders = new HeapMatrix(tables.remainders().dim());
        this.vectors = new HeapMatrix(tables.dim());
        this.zeros = new float[tables.dim()];
    }

    @Override
    public int width() {
        return tables.dim();
    }

    /** Makes room for a batch; by the owner, ahead of its passes. */
    void ensureCapacity(Batch rows) {
        if (pooling != null) {
            pooling.check(tables.quotients().name(), rows.sequence(column));
        }
        int indices = Math.max(1, start(rows, rows.size()));
        quotients.ensureRows(indices);
        remainders.ensureRows(indices);
        vectors.ensureRows(indices);
    }

    @Override
    public void index(Batch rows, TablesStep step, int layerSource) {
        int count = start(rows, rows.size());
        step.of(number).add(indices(rows), 0, count, layerSource + source, 0, 0);
        step.of(number + 1).add(indices(rows), 0, count, layerSource + source + 1, 0, 0);
    }

    /** Says where the gradients by the tables' rows stand. */
    void giveGradients(TablesStep step, int layerSource) {
        step.gradient(layerSource + source, quotients);
        step.gradient(layerSource + source + 1, remainders);
    }

    private int[] indices(Batch rows) {
        return pooling == null
                ? rows.categorical(column)
                : rows.sequence(column).values();
    }

    /** Where the indices of a row begin. */
    private int start(Batch rows, int row) {
        return pooling == null ? row : rows.sequence(column).start(row);
    }

    @Override
    public void forward(Batch rows, int from, int count, FloatRows input) {
        int begin = start(rows, from);
        int length = start(rows, from + count) - begin;
        tables.quotients().lookUp(indices(rows), begin, length, quotients, begin, 0);
        tables.remainders().lookUp(indices(rows), begin, length, remainders, begin, 0);
        for (int row = from; row < from + count; row++) {
            int begins = start(rows, row);
            int ends = start(rows, row + 1);
            if (begins == ends) {
                input.write(row, first, zeros, 0, width());
            } else {
                pool(rows, begins, ends);
                input.write(row, first, vectors.elements(), begins * width(), width());
            }
        }
    }

    /** Writes what the indices of a row make together to the place of the first of them. */
    private void pool(Batch rows, int begin, int end) {
        float[] out = vectors.elements();
        int at = begin * width();
        Arrays.fill(out, at, at + width(), 0f);
        for (int index = begin; index < end; index++) {
            if (pooling == Pooling.MAX && index > begin) {
                compose(1f, index, index * width());
                for (int i = 0; i < width(); i++) {
                    out[at + i] = Math.max(out[at + i], out[index * width() + i]);
                }
            } else {
                addComposed(factor(rows, index, end - begin), index, at);
            }
        }
    }

    private void compose(float factor, int index, int at) {
        Arrays.fill(vectors.elements(), at, at + width(), 0f);
        addComposed(factor, index, at);
    }

    private void addComposed(float factor, int index, int at) {
        int qDim = quotients.columns();
        int rDim = remainders.columns();
        tables.composition()
                .addComposed(
                        factor,
                        quotients.elements(),
                        index * qDim,
                        qDim,
                        remainders.elements(),
                        index * rDim,
                        rDim,
                        vectors.elements(),
                        at);
    }

    /** What an index's vector is multiplied by. */
    private float factor(Batch rows, int index, int length) {
        if (pooling == null) {
            return 1f;
        }
        JaggedIds ids = rows.sequence(column);
        float weight = ids.isWeighted() ? ids.weights()[index] : 1f;
        return pooling == Pooling.MEAN ? weight / length : weight;
    }

    /**
     * Makes the gradients by the rows of the tables of those by the columns of some rows of the batch, which were passed
     * forward last.
     */
    void backward(Batch rows, int from, int count, FloatRows gradient) {
        for (int row = from; row < from + count; row++) {
            int begin = start(rows, row);
            int end = start(rows, row + 1);
            if (pooling == Pooling.MAX && end - begin > 1) {
                backwardOfMaximum(begin, end, row, gradient);
            } else {
                backwardOfSum(rows, begin, end, row, gradient);
            }
        }
    }

    private void backwardOfSum(Batch rows, int begin, int end, int row, FloatRows gradient) {
        for (int index = begin; index < end; index++) {
            float factor = factor(rows, index, end - begin);
            int at = index * width();
            gradient.read(row, first, vectors.elements(), at, width());
            for (int i = at; i < at + width() && factor != 1; i++) {
                vectors.elements()[i] *= factor;
            }
            differentiate(index);
        }
    }

    /** Every column's gradient goes to the first index that has the greatest number. */
    private void backwardOfMaximum(int begin, int end, int row, FloatRows gradient) {
        float[] all = vectors.elements();
        for (int index = begin; index < end; index++) {
            compose(1f, index, index * width());
        }
        for (int i = 0; i < width(); i++) {
            int winner = begin;
            for (int index = begin + 1; index < end; index++) {
                winner = all[index * width() + i] > all[winner * width() + i] ? index : winner;
            }
            for (int index = begin; index < end; index++) {
                all[index * width() + i] = 0f;
            }
            gradient.read(row, first + i, all, winner * width() + i, 1);
        }
        for (int index = begin; index < end; index++) {
            differentiate(index);
        }
    }

    /** Replaces the rows of an index by the gradients by them, given that by its vector, at its place. */
    private void differentiate(int index) {
        int qDim = quotients.columns();
        int rDim = remainders.columns();
        tables.composition()
                .differentiate(
                        vectors.elements(),
                        index * width(),
                        quotients.elements(),
                        index * qDim,
                        qDim,
                        remainders.elements(),
                        index * rDim,
                        rDim);
    }
}
