package org.campanile.examples.benchmarks.workload;

import org.campanile.core.math.Transpose;

/**
 * A matrix product {@code op(A) op(B)} of a training step.
 *
 * @param m          rows of the result
 * @param n          columns of the result
 * @param k          terms of each sum
 * @param transposeA whether A is stored as {@code [k, m]}
 * @param transposeB whether B is stored as {@code [n, k]}
 */
record MatrixShape(int m, int n, int k, Transpose transposeA, Transpose transposeB) {
    /** Floating-point operations: a multiplication and an addition per term. */
    long operations() {
        return 2L * m * n * k;
    }

    int rowsA() {
        return transposeA == Transpose.NO ? m : k;
    }

    int columnsA() {
        return transposeA == Transpose.NO ? k : m;
    }

    int rowsB() {
        return transposeB == Transpose.NO ? k : n;
    }

    int columnsB() {
        return transposeB == Transpose.NO ? n : k;
    }
}
