package org.campanile.core.math;

import org.campanile.core.Check;

/**
 * Inverts symmetric positive definite matrices in place, by Gauss-Jordan elimination without pivoting, which such matrices
 * do not need (Golub and Van Loan, Matrix Computations, section 4.2).
 *
 * <p>A large matrix is swept block by block. With {@code K} the rows of a block and {@code R} the others, a sweep replaces
 *
 * <pre>
 * A_KK   by  D = A_KK^-1
 * A_KR   by  D A_KR
 * A_RR   by  A_RR - A_RK D A_KR
 * A_RK   by  -A_RK D
 * </pre>
 *
 * <p>and after all sweeps the inverse is there. Nearly all of the work, {@code 2 n^3} operations, is one matrix product a
 * block.
 */
public final class SymmetricInverse {
    private static final int BLOCK = 128;

    private SymmetricInverse() {}

    /**
     * Replaces a matrix by its inverse. Takes native memory for {@code 3 n} rows of 128 numbers meanwhile.
     *
     * @param a {@code [n, n]}
     * @throws IllegalArgumentException when the matrix is not square, or turns out not to be positive definite
     */
    public static void invert(FloatMatrix a) {
        invert(a, BLOCK);
    }

    /** The same with another size of blocks. */
    static void invert(FloatMatrix a, int block) {
        Check.that(a.rows() == a.columns(), "a matrix of %d x %d is not square", a.rows(), a.columns());
        for (int first = 0; first < a.rows(); first += block) {
            sweep(a, first, Math.min(block, a.rows() - first));
        }
    }

    private static void sweep(FloatMatrix a, int first, int size) {
        int n = a.rows();
        try (FloatMatrix columns = new FloatMatrix(n, size); // A_RK, and 0 in the rows of K
                FloatMatrix rows = new FloatMatrix(size, n); // D A_KR, and 0 in the columns of K
                FloatMatrix product = new FloatMatrix(n, size);
                FloatMatrix inverse = new FloatMatrix(size, size)) {
            invertDiagonal(a, first, inverse);
            float[] buffer = new float[n];
            for (int row = 0; row < n; row++) {
                if (row < first || row >= first + size) {
                    a.read(row, first, buffer, 0, size);
                    columns.write(row, 0, buffer, 0, size);
                }
            }
            MatrixProducts.multiply(inverse, Transpose.NO, a.rowRange(first, size), Transpose.NO, 1f, 0f, rows);
            float[] zeros = new float[size];
            for (int row = 0; row < size; row++) {
                rows.write(row, first, zeros, 0, size);
            }
            MatrixProducts.multiply(columns, Transpose.NO, rows, Transpose.NO, -1f, 1f, a);
            MatrixProducts.multiply(columns, Transpose.NO, inverse, Transpose.NO, -1f, 0f, product);
            for (int row = 0; row < n; row++) {
                product.read(row, 0, buffer, 0, size);
                a.write(row, first, buffer, 0, size);
            }
            for (int row = 0; row < size; row++) {
                rows.read(row, 0, buffer, 0, n);
                inverse.read(row, 0, buffer, first, size);
                a.write(first + row, 0, buffer, 0, n);
            }
        }
    }

    private static void invertDiagonal(FloatMatrix a, int first, FloatMatrix inverse) {
        int size = inverse.rows();
        double[] block = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                block[row * size + column] = a.get(first + row, first + column);
            }
        }
        invert(block, size);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                inverse.set(row, column, (float) block[row * size + column]);
            }
        }
    }

    /**
     * Replaces a small matrix by its inverse, in double precision.
     *
     * @param a {@code [n, n]}, row by row
     * @throws IllegalArgumentException when the matrix turns out not to be positive definite
     */
    public static void invert(double[] a, int n) {
        Check.that(a.length == n * n, "%d numbers are not those of a matrix of %d x %d", a.length, n, n);
        for (int pivot = 0; pivot < n; pivot++) {
            double diagonal = a[pivot * n + pivot];
            Check.that(diagonal > 0, "the matrix is not positive definite: pivot %d is %s", pivot, diagonal);
            a[pivot * n + pivot] = 1;
            for (int column = 0; column < n; column++) {
                a[pivot * n + column] /= diagonal;
            }
            for (int row = 0; row < n; row++) {
                if (row != pivot) {
                    eliminate(a, n, pivot, row);
                }
            }
        }
    }

    private static void eliminate(double[] a, int n, int pivot, int row) {
        double factor = a[row * n + pivot];
        a[row * n + pivot] = 0;
        for (int column = 0; column < n; column++) {
            a[row * n + column] -= factor * a[pivot * n + column];
        }
    }
}
