package org.campanile.core.nn;

import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.jspecify.annotations.Nullable;

/**
 * A buffer of a fixed number of columns that has as many rows as were ever asked for. Owned by one thread at a time.
 */
public final class GrowingMatrix implements AutoCloseable {
    private final int columns;
    private @Nullable FloatMatrix matrix;

    public GrowingMatrix(int columns) {
        this.columns = Check.positive(columns, "columns");
    }

    public int columns() {
        return columns;
    }

    /**
     * A matrix of at least this many rows: the one returned last, with its values, unless it is too small; then a new
     * one, and the last is gone.
     */
    public FloatMatrix atLeast(int rows) {
        FloatMatrix current = matrix;
        if (current != null && current.rows() >= rows) {
            return current;
        }
        close();
        FloatMatrix larger = new FloatMatrix(rows, columns);
        matrix = larger;
        return larger;
    }

    @Override
    public void close() {
        if (matrix != null) {
            matrix.close();
            matrix = null;
        }
    }
}
