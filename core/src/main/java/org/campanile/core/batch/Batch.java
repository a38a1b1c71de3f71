package org.campanile.core.batch;

import org.campanile.core.Check;

/**
 * The samples of one step, in primitive arrays. Only the first {@link #size()} rows are valid.
 *
 * <p>Mutable and reused by the reader that made it; owned by one thread at a time, and valid until the reader's next
 * batch is asked for.
 */
public final class Batch {
    private static final float[] NO_WEIGHTS = {};

    private final ColumnSet columns;
    private final int capacity;
    private final float[] dense;
    private final int[][] categorical;
    private final JaggedIds[] sequences;
    private final float[][] targets;
    private final long[] positions;
    private int size;

    /** @param capacity the largest number of rows; at least 1 */
    public Batch(ColumnSet columns, int capacity) {
        this.columns = columns;
        this.capacity = Check.positive(capacity, "capacity");
        this.dense = new float[capacity * columns.dense().size()];
        this.categorical = new int[columns.categorical().size()][capacity];
        this.sequences = new JaggedIds[columns.sequences().size()];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = new JaggedIds();
        }
        this.targets = new float[columns.targets().size()][capacity];
        this.positions = new long[capacity];
    }

    /** The features in the sample's row, by kind. */
    public ColumnSet columns() {
        return columns;
    }

    public int capacity() {
        return capacity;
    }

    /** Number of valid rows, from 0 to {@link #capacity()}. */
    public int size() {
        return size;
    }

    public void setSize(int size) {
        if (size < 0 || size > capacity) {
            throw new IllegalArgumentException(String.format("size must be in [0, %d], but is %d", capacity, size));
        }
        this.size = size;
    }

    /** Removes all rows. */
    public void clear() {
        size = 0;
        for (JaggedIds sequence : sequences) {
            sequence.clear();
        }
    }

    /**
     * Appends {@code count} consecutive rows of a batch of the same columns.
     *
     * @param from the first row taken
     */
    public void append(Batch source, int from, int count) {
        Check.that(source.columns.equals(columns), "batches have different columns: %s, %s", source.columns, columns);
        Check.that(
                from >= 0 && count >= 0 && from + count <= source.size,
                "rows [%d, %d) are not in [0, %d)",
                from,
                from + count,
                source.size);
        Check.that(size + count <= capacity, "%d rows and %d more exceed the capacity %d", size, count, capacity);
        int width = columns.dense().size();
        System.arraycopy(source.dense, from * width, dense, size * width, count * width);
        for (int column = 0; column < categorical.length; column++) {
            System.arraycopy(source.categorical[column], from, categorical[column], size, count);
        }
        for (int column = 0; column < sequences.length; column++) {
            sequences[column].addRows(source.sequences[column], from, count);
        }
        for (int column = 0; column < targets.length; column++) {
            System.arraycopy(source.targets[column], from, targets[column], size, count);
        }
        System.arraycopy(source.positions, from, positions, size, count);
        size += count;
    }

    /** Dense values, row-major {@code [capacity, columns().dense().size()]}. */
    public float[] dense() {
        return dense;
    }

    /** Vocabulary indices of a categorical column, {@code [capacity]}. */
    public int[] categorical(int column) {
        return categorical[column];
    }

    /** Jagged ids of a sequence column, one row per sample. */
    public JaggedIds sequence(int column) {
        return sequences[column];
    }

    /** The first label {@code [capacity]}: 1 for a positive interaction or click. */
    public float[] labels() {
        return targets[0];
    }

    /**
     * One of the labels, {@code [capacity]}.
     *
     * @param label its place among {@code columns().targets().labels()}
     */
    public float[] labels(int label) {
        return targets[label];
    }

    /** How much each sample counts, {@code [capacity]}; of length 0 when all count alike. */
    public float[] weights() {
        return columns.targets().hasWeight() ? targets[targets.length - 1] : NO_WEIGHTS;
    }

    /**
     * What stands in one of {@code columns().targets().columns()}, the labels and then the weights, {@code [capacity]}.
     *
     * @param column its place among them
     */
    public float[] target(int column) {
        return targets[column];
    }

    /** Each sample's position in the epoch's global order {@code [capacity]}: the key of its random draws. */
    public long[] positions() {
        return positions;
    }
}
