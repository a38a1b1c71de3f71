package org.campanile.core.embedding;

import java.util.Arrays;
import java.util.Objects;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.Kernels;

/** Look-ups in the rows of one table. Holds nothing that changes but scratch, of which each call has its own. */
final class EmbeddingLookUp {
    private final String table;
    private final RowMapping mapping;
    private final int dim;
    private final RowStorage storage;
    private final ScratchPool scratches;
    private final int rowsAhead;

    EmbeddingLookUp(String table, RowMapping mapping, int dim, RowStorage storage, ScratchPool scratches) {
        this.table = table;
        this.mapping = mapping;
        this.dim = dim;
        this.storage = storage;
        this.scratches = scratches;
        this.rowsAhead = storage.rowsAhead();
    }

    void single(int[] ids, int from, int count, FloatRows destination, int firstRow, int column) {
        Objects.checkFromIndexSize(from, count, ids.length);
        checkWindow(table, dim, destination, firstRow, count, column);
        Scratch scratch = scratches.take();
        float[] record = scratch.record();
        for (int block = 0; block < count; block += rowsAhead) {
            int end = Math.min(count, block + rowsAhead);
            float sum = 0f;
            for (int i = block; i < end; i++) {
                sum += storage.fetch(checkedRow(ids, from + i));
            }
            scratch.keep(sum);
            for (int i = block; i < end; i++) {
                int row = mapping.row(ids[from + i]);
                float[] array = storage.weights(row, record);
                destination.write(firstRow + i, column, array, storage.offset(row), dim);
            }
        }
        scratches.giveBack(scratch);
    }

    void pooled(
            JaggedIds ids, int fromRow, int count, Pooling pooling, FloatRows destination, int firstRow, int column) {
        Objects.checkFromIndexSize(fromRow, count, ids.rows());
        checkWindow(table, dim, destination, firstRow, count, column);
        pooling.check(table, ids);
        Scratch scratch = scratches.take();
        float[] vector = scratch.vector();
        for (int i = 0; i < count; i++) {
            int from = ids.start(fromRow + i);
            int to = ids.start(fromRow + i + 1);
            if (pooling == Pooling.MAX) {
                maximum(ids.values(), from, to, scratch);
            } else {
                sum(ids, from, to, scratch);
            }
            if (pooling == Pooling.MEAN && to > from) {
                Kernels.active().scale(1f / (to - from), vector, 0, dim);
            }
            destination.write(firstRow + i, column, vector, 0, dim);
        }
        scratches.giveBack(scratch);
    }

    void maximum(
            JaggedIds ids,
            int fromRow,
            int count,
            TableStep step,
            int source,
            FloatRows destination,
            int firstRow,
            int column) {
        Objects.checkFromIndexSize(fromRow, count, ids.rows());
        checkWindow(table, dim, destination, firstRow, count, column);
        int added = step.maximum(source, column, fromRow, count);
        Scratch scratch = scratches.take();
        for (int row = fromRow; row < fromRow + count; row++) {
            maximum(ids.values(), ids.start(row), ids.start(row + 1), scratch);
            step.setWinners(added, row, scratch.winners());
            destination.write(firstRow + row - fromRow, column, scratch.vector(), 0, dim);
        }
        scratches.giveBack(scratch);
    }

    void scaled(
            int id, float[] factors, int at, int stride, int count, FloatRows destination, int firstRow, int column) {
        checkWindow(table, dim, destination, firstRow, count, column);
        int row = checkedRow(id, 0);
        Scratch scratch = scratches.take();
        float[] vector = scratch.vector();
        float[] array = storage.weights(row, scratch.record());
        int offset = storage.offset(row);
        for (int i = 0; i < count; i++) {
            float factor = factors[at + i * stride];
            for (int d = 0; d < dim; d++) {
                vector[d] = factor * array[offset + d];
            }
            destination.write(firstRow + i, column, vector, 0, dim);
        }
        scratches.giveBack(scratch);
    }

    /** Writes the weighted sum of the rows of the ids at {@code [from, to)} to the scratch's vector. */
    private void sum(JaggedIds ids, int from, int to, Scratch scratch) {
        float[] vector = scratch.vector();
        Arrays.fill(vector, 0f);
        for (int i = from; i < to; i++) {
            int row = checkedRow(ids.values(), i);
            float[] array = storage.weights(row, scratch.record());
            if (ids.isWeighted()) {
                Kernels.active().addScaled(ids.weights()[i], array, storage.offset(row), vector, 0, dim);
            } else {
                Kernels.active().add(array, storage.offset(row), vector, 0, dim);
            }
        }
    }

    /** Writes the greatest numbers of the rows of {@code ids[from]} to {@code ids[to - 1]}, and which ids have them. */
    private void maximum(int[] ids, int from, int to, Scratch scratch) {
        float[] vector = scratch.vector();
        int[] winners = scratch.winners();
        Arrays.fill(vector, to > from ? Float.NEGATIVE_INFINITY : 0f);
        Arrays.fill(winners, to > from ? from : TableStep.NONE);
        for (int i = from; i < to; i++) {
            int row = checkedRow(ids, i);
            float[] array = storage.weights(row, scratch.record());
            int at = storage.offset(row);
            for (int column = 0; column < dim; column++) {
                float number = array[at + column];
                if (number > vector[column] || Float.isNaN(number)) {
                    vector[column] = number;
                    winners[column] = i;
                }
            }
        }
    }

    private int checkedRow(int[] ids, int position) {
        return checkedRow(ids[position], position);
    }

    private int checkedRow(int id, int position) {
        return checkedRow(table, mapping, id, position);
    }

    /**
     * The row of an id.
     *
     * @param position where the id stood, for the message
     * @throws IllegalArgumentException when the mapping does not know the id
     */
    static int checkedRow(String table, RowMapping mapping, int id, int position) {
        if (id < 0 || id >= mapping.ids()) {
            throw new IllegalArgumentException(String.format(
                    "table %s: id %d at position %d is outside [0, %d)", table, id, position, mapping.ids()));
        }
        return mapping.row(id);
    }

    /** Throws unless {@code count} rows of {@code dim} numbers lie within the matrix. */
    static void checkWindow(String table, int dim, FloatRows matrix, int firstRow, int count, int column) {
        if (firstRow < 0
                || count < 0
                || count > matrix.rows() - firstRow
                || column < 0
                || dim > matrix.columns() - column) {
            throw new IllegalArgumentException(String.format(
                    "table %s: %d rows of %d from row %d, column %d do not fit a matrix of %d x %d",
                    table, count, dim, firstRow, column, matrix.rows(), matrix.columns()));
        }
    }
}
