package org.campanile.towers;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * Scales the rows of a matrix to length 1. With row x, its scaled form y and the gradient g of the loss by y:
 *
 * <pre>
 * |x|      = sqrt(x . x + 1e-12)
 * y        = x / |x|
 * d L / dx = (g - (g . y) y) / |x|
 * </pre>
 *
 * <p>For {@code s = y_u . y_v}, the cosine of the angle between u and v, g is {@code y_v} by u and {@code y_u} by v:
 * {@code d s / du = (y_v - s y_u) / |u|}. The small constant keeps a row of zeros finite.
 *
 * <p>Owned by one thread.
 */
final class UnitLength {
    private static final double SMALLEST_SQUARE = 1e-12;

    private final Kernels kernels = Kernels.active();
    private final float[] row;
    private final float[] gradientRow;
    private float[] lengths = new float[0];

    UnitLength(int columns) {
        this.row = new float[columns];
        this.gradientRow = new float[columns];
    }

    /** Writes the scaled form of {@code rows} rows from {@code firstRow} on, and keeps their lengths for {@link #backward}. */
    void forward(FloatMatrix vectors, int firstRow, int rows, FloatMatrix scaled) {
        if (lengths.length < rows) {
            lengths = new float[rows];
        }
        int columns = row.length;
        for (int r = 0; r < rows; r++) {
            vectors.read(firstRow + r, 0, row, 0, columns);
            double square = kernels.sumOfSquares(row, 0, columns);
            lengths[r] = (float) Math.sqrt(square + SMALLEST_SQUARE);
            kernels.scale(1 / lengths[r], row, 0, columns);
            scaled.write(firstRow + r, 0, row, 0, columns);
        }
    }

    /** Writes the gradient by the rows that {@link #forward} was given last; {@code firstRow} and {@code rows} as there. */
    void backward(FloatMatrix scaled, FloatMatrix gradient, int firstRow, int rows, FloatMatrix vectorGradient) {
        int columns = row.length;
        for (int r = 0; r < rows; r++) {
            scaled.read(firstRow + r, 0, row, 0, columns);
            gradient.read(firstRow + r, 0, gradientRow, 0, columns);
            float along = kernels.dot(row, 0, gradientRow, 0, columns);
            kernels.addScaled(-along, row, 0, gradientRow, 0, columns);
            kernels.scale(1 / lengths[r], gradientRow, 0, columns);
            vectorGradient.write(firstRow + r, 0, gradientRow, 0, columns);
        }
    }
}
