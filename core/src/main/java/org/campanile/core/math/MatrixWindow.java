package org.campanile.core.math;

import org.bytedeco.javacpp.FloatPointer;

/**
 * A movable view {@code [rows, columns]} of adjoining numbers of a matrix: some of its rows, or a piece of a flat vector
 * seen as a matrix. Moving it allocates nothing, so a loop over blocks keeps one window per operand. It lends memory only
 * as long as the matrix is open. Owned by one thread.
 */
public final class MatrixWindow implements NativeMatrix {
    private final MovablePointer pointer = new MovablePointer();
    private int rows;
    private int columns;

    /**
     * Shows {@code rows} rows from {@code firstRow} on.
     *
     * @return this
     */
    public MatrixWindow rows(NativeMatrix matrix, int firstRow, int count) {
        return show(matrix, (long) firstRow * matrix.columns(), count, matrix.columns());
    }

    /**
     * Shows the numbers from {@code firstElement} on as a matrix of another shape.
     *
     * @return this
     * @throws IllegalArgumentException when the view does not lie within the matrix
     */
    public MatrixWindow show(NativeMatrix matrix, long firstElement, int viewRows, int viewColumns) {
        long elements = (long) matrix.rows() * matrix.columns();
        if (viewRows < 1
                || viewColumns < 1
                || firstElement < 0
                || (long) viewRows * viewColumns > elements - firstElement) {
            throw new IllegalArgumentException(String.format(
                    "a window of %d x %d at element %d does not lie within a matrix of %d x %d",
                    viewRows, viewColumns, firstElement, matrix.rows(), matrix.columns()));
        }
        pointer.moveTo(matrix.pointer(), firstElement);
        rows = viewRows;
        columns = viewColumns;
        return this;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public FloatPointer pointer() {
        return pointer;
    }
}
