package org.campanile.core.math;

import org.bytedeco.openblas.global.openblas_nolapack;

/** Whether a matrix enters a product as it is or transposed: {@code op(A)} is {@code A} or {@code Aᵀ}. */
public enum Transpose {
    NO(openblas_nolapack.CblasNoTrans),
    YES(openblas_nolapack.CblasTrans);

    private final int code;

    Transpose(int code) {
        this.code = code;
    }

    /** The constant of the C interface to BLAS. */
    int code() {
        return code;
    }

    Transpose opposite() {
        return this == NO ? YES : NO;
    }

    /** Rows of {@code op(matrix)}. */
    int rows(NativeMatrix matrix) {
        return this == NO ? matrix.rows() : matrix.columns();
    }

    /** Columns of {@code op(matrix)}. */
    int columns(NativeMatrix matrix) {
        return this == NO ? matrix.columns() : matrix.rows();
    }
}
