package org.campanile.core.math;

/** Whether an interaction holds the product of each vector with itself, the diagonal of the matrix of products. */
public enum SelfPairs {
    LEFT_OUT,
    INCLUDED;

    /** Products in row {@code i} of the triangle, of vector i with those up to it. */
    int inRow(int i) {
        return this == INCLUDED ? i + 1 : i;
    }
}
