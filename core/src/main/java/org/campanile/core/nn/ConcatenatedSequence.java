package org.campanile.core.nn;

import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.TableStep;
import org.campanile.core.math.FloatRows;

/**
 * The embeddings of a sequence's indices side by side, times their weights if they have any. They end where the columns
 * end, so that the last index of every row, in a history the newest, has the same columns; before the first stand zeros.
 */
final class ConcatenatedSequence implements FeatureSlot {
    private final int column;
    private final int first;
    private final EmbeddingTable table;
    private final int number;
    private final int length;
    private final float[] zeros;

    /**
     * @param number the table's number in a {@link TablesStep}
     * @param length indices of a row at most
     */
    ConcatenatedSequence(int column, int first, EmbeddingTable table, int number, int length) {
        this.column = column;
        this.first = first;
        this.table = table;
        this.number = number;
        this.length = length;
        this.zeros = new float[Math.multiplyExact(length, table.dim())];
    }

    @Override
    public int width() {
        return zeros.length;
    }

    @Override
    public void index(Batch rows, TablesStep step, int source) {
        JaggedIds ids = rows.sequence(column);
        TableStep lookUps = step.of(number);
        for (int row = 0; row < rows.size(); row++) {
            int end = ids.start(row + 1);
            for (int i = ids.start(row); i < end; i++) {
                int at = columnOf(end - i);
                if (ids.isWeighted()) {
                    lookUps.addScaled(ids.values()[i], ids.weights(), i, 1, 1, source, row, at);
                } else {
                    lookUps.add(ids.values(), i, 1, source, row, at);
                }
            }
        }
    }

    @Override
    public void forward(Batch rows, int from, int count, FloatRows input) {
        JaggedIds ids = rows.sequence(column);
        for (int row = from; row < from + count; row++) {
            int begin = ids.start(row);
            int end = ids.start(row + 1);
            input.write(row, first, zeros, 0, columnOf(end - begin) - first);
            for (int i = begin; i < end; i++) {
                int at = columnOf(end - i);
                if (ids.isWeighted()) {
                    table.lookUpScaled(ids.values()[i], ids.weights(), i, 1, 1, input, row, at);
                } else {
                    table.lookUp(ids.values(), i, 1, input, row, at);
                }
            }
        }
    }

    /** Where the embedding of the last but {@code fromEnd - 1} index begins. */
    private int columnOf(int fromEnd) {
        return first + (length - fromEnd) * table.dim();
    }
}
