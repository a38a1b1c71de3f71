package org.campanile.core.batch;

import org.campanile.core.Check;

/** Copies rows of packed rows, in any order, to batches of the same columns. For one thread. */
public final class RowGatherer {
    /** Numbers that are turned at a time: they stay in the first-level cache. */
    private static final int TILE_WORDS = 2048;

    private static final int MOST_TILE_ROWS = 64;

    private final ColumnSet columns;
    private final int width;
    private final int dense;
    private final int tileRows;
    private final int[] tile;

    public RowGatherer(ColumnSet columns) {
        this.columns = columns;
        this.width = PackedRows.width(columns);
        this.dense = columns.dense().size();
        this.tileRows = Math.max(1, Math.min(MOST_TILE_ROWS, TILE_WORDS / Math.max(1, width)));
        this.tile = new int[tileRows * width];
    }

    /**
     * Appends {@code rows[i]} of {@code sources[i]} for every {@code i} below {@code count}. Positions are left as they
     * are.
     */
    public void append(PackedRows[] sources, int[] rows, int count, Batch target) {
        int size = target.size();
        Check.that(target.columns().equals(columns), "batches have different columns: %s", target.columns());
        Check.that(
                size + count <= target.capacity(),
                "%d rows and %d more exceed the capacity %d",
                size,
                count,
                target.capacity());
        for (int start = 0; start < count; start += tileRows) {
            int length = Math.min(tileRows, count - start);
            load(sources, rows, start, length);
            store(target, size + start, length);
        }
        for (int column = 0; column < columns.sequences().size(); column++) {
            JaggedIds ids = target.sequence(column);
            for (int i = 0; i < count; i++) {
                ids.addRow(sources[i].sequence(column), rows[i]);
            }
        }
        target.setSize(size + count);
    }

    private void load(PackedRows[] sources, int[] rows, int start, int length) {
        for (int i = 0; i < length; i++) {
            int row = rows[start + i];
            System.arraycopy(sources[start + i].words(), row * width, tile, i * width, width);
        }
    }

    /** Column by column, so that the arrays of one are looked up once and not for every value. */
    private void store(Batch target, int position, int length) {
        for (int i = 0; i < length; i++) {
            for (int column = 0; column < dense; column++) {
                target.dense()[(position + i) * dense + column] = Float.intBitsToFloat(tile[i * width + column]);
            }
        }
        int next = dense;
        for (int column = 0; column < columns.categorical().size(); column++) {
            int[] ids = target.categorical(column);
            for (int i = 0; i < length; i++) {
                ids[position + i] = tile[i * width + next];
            }
            next++;
        }
        for (int column = 0; column < columns.targets().size(); column++) {
            storeColumn(target.target(column), position, length, next++);
        }
    }

    private void storeColumn(float[] values, int position, int length, int word) {
        for (int i = 0; i < length; i++) {
            values[position + i] = Float.intBitsToFloat(tile[i * width + word]);
        }
    }
}
