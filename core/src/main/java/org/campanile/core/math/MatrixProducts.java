package org.campanile.core.math;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

/**
 * Matrix products by BLAS, without a copy. For some rows of a matrix, pass a {@link MatrixWindow}.
 *
 * <p>Safe for use by several threads, as long as none writes what another reads. How many threads one product uses is
 * set by {@link BlasThreads}.
 */
public final class MatrixProducts {
    static {
        Blas.load();
    }

    private MatrixProducts() {}

    /**
     * {@code C = alpha op(A) op(B) + beta C}, where {@code op} is the identity or the transpose.
     *
     * @param a    {@code op(A)} is {@code [m, k]}
     * @param b    {@code op(B)} is {@code [k, n]}
     * @param beta with 0, what {@code c} held has no effect, even NaN
     * @param c    {@code [m, n]}; shares no memory with {@code a} and {@code b}
     * @throws IllegalArgumentException when the shapes do not fit
     */
    public static void multiply(
            NativeMatrix a,
            Transpose transposeA,
            NativeMatrix b,
            Transpose transposeB,
            float alpha,
            float beta,
            NativeMatrix c) {
        if (transposeA.rows(a) != c.rows()
                || transposeB.columns(b) != c.columns()
                || transposeA.columns(a) != transposeB.rows(b)) {
            throw shapesDoNotFit(a, transposeA, b, transposeB, c);
        }
        // A general product with one column or one row runs at a fraction of the speed of matrix times vector.
        if (c.columns() == 1) {
            multiplyByVector(a, transposeA, b, alpha, beta, c);
        } else if (c.rows() == 1) {
            multiplyByVector(b, transposeB.opposite(), a, alpha, beta, c);
        } else {
            cblas_sgemm(
                    CblasRowMajor,
                    transposeA.code(),
                    transposeB.code(),
                    c.rows(),
                    c.columns(),
                    transposeA.columns(a),
                    alpha,
                    a.pointer(),
                    a.columns(),
                    b.pointer(),
                    b.columns(),
                    beta,
                    c.pointer(),
                    c.columns());
        }
    }

    /** {@code y = alpha op(A) x + beta y} for an {@code x} and a {@code y} of one row or one column. */
    private static void multiplyByVector(
            NativeMatrix a, Transpose transposeA, NativeMatrix x, float alpha, float beta, NativeMatrix y) {
        cblas_sgemv(
                CblasRowMajor,
                transposeA.code(),
                a.rows(),
                a.columns(),
                alpha,
                a.pointer(),
                a.columns(),
                x.pointer(),
                1,
                beta,
                y.pointer(),
                1);
    }

    private static IllegalArgumentException shapesDoNotFit(
            NativeMatrix a, Transpose transposeA, NativeMatrix b, Transpose transposeB, NativeMatrix c) {
        return new IllegalArgumentException(String.format(
                "shapes do not fit: A %d x %d (transposed: %s), B %d x %d (transposed: %s), C %d x %d",
                a.rows(), a.columns(), transposeA, b.rows(), b.columns(), transposeB, c.rows(), c.columns()));
    }
}
