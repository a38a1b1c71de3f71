package org.campanile.core.batch;

import org.campanile.core.Check;

/**
 * Samples stored row by row, for access in any order: what a row holds stands together, so that reading one touches few
 * lines of the processor's caches, where a {@link Batch} has a line for each column.
 *
 * <pre>
 * words   d d d c c l w   d d d c c l w   ...     dense, categorical, labels, weight; each 4 bytes
 * </pre>
 *
 * <p>Sequences stay jagged ids. Positions are not kept. Mutable; for one thread.
 */
public final class PackedRows {
    /** Rows that are turned at a time: their words stay in the first-level cache while columns pass over them. */
    private static final int TILE = 64;

    private final ColumnSet columns;
    private final int capacity;
    private final int width;
    private final int[] words;
    private final JaggedIds[] sequences;
    private int size;

    /**
     * @param capacity the largest number of rows; at least 1
     * @throws IllegalArgumentException if so many rows exceed an array
     */
    public PackedRows(ColumnSet columns, int capacity) {
        this.columns = columns;
        this.capacity = Check.positive(capacity, "capacity");
        this.width = width(columns);
        long length = (long) capacity * width;
        Check.that(length < Integer.MAX_VALUE - 8, "%d rows of %d numbers exceed an array", capacity, width);
        this.words = new int[(int) length];
        this.sequences = new JaggedIds[columns.sequences().size()];
        for (int column = 0; column < sequences.length; column++) {
            sequences[column] = new JaggedIds();
        }
    }

    /** Numbers of a row that are not part of a sequence. */
    static int width(ColumnSet columns) {
        return columns.dense().size()
                + columns.categorical().size()
                + columns.targets().size();
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
        Check.that(source.columns().equals(columns), "batches have different columns: %s", source.columns());
        Check.that(
                from >= 0 && count >= 0 && from + count <= source.size(),
                "rows [%d, %d) are not in [0, %d)",
                from,
                from + count,
                source.size());
        Check.that(size + count <= capacity, "%d rows and %d more exceed the capacity %d", size, count, capacity);
        for (int start = 0; start < count; start += TILE) {
            appendTile(source, from + start, Math.min(TILE, count - start));
        }
        for (int column = 0; column < sequences.length; column++) {
            sequences[column].addRows(source.sequence(column), from, count);
        }
    }

    private void appendTile(Batch source, int from, int count) {
        int first = size * width;
        int dense = columns.dense().size();
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < dense; column++) {
                words[first + row * width + column] =
                        Float.floatToRawIntBits(source.dense()[(from + row) * dense + column]);
            }
        }
        int next = first + dense;
        for (int column = 0; column < columns.categorical().size(); column++) {
            int[] ids = source.categorical(column);
            for (int row = 0; row < count; row++) {
                words[next + row * width] = ids[from + row];
            }
            next++;
        }
        for (int column = 0; column < columns.targets().size(); column++) {
            putColumn(source.target(column), from, count, next++);
        }
        size += count;
    }

    private void putColumn(float[] values, int from, int count, int start) {
        for (int row = 0; row < count; row++) {
            words[start + row * width] = Float.floatToRawIntBits(values[from + row]);
        }
    }

    /** All rows' numbers {@code [capacity, width]}, row-major; floats by their bits. */
    int[] words() {
        return words;
    }

    JaggedIds sequence(int column) {
        return sequences[column];
    }
}
