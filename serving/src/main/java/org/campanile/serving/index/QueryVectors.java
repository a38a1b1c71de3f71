package org.campanile.serving.index;

import org.campanile.core.Check;

/** The vectors of one user, its interests: {@code [count, dim]}. Immutable. */
public final class QueryVectors {
    private final float[] numbers;
    private final int dim;

    /** @param numbers {@code [count, dim]}, count at least 1, one vector after the other; copied */
    public QueryVectors(float[] numbers, int dim) {
        Check.positive(dim, "dim");
        Check.that(
                numbers.length > 0 && numbers.length % dim == 0,
                "%d numbers are not whole vectors of %d",
                numbers.length,
                dim);
        this.numbers = numbers.clone();
        this.dim = dim;
    }

    /** Number of vectors. */
    public int count() {
        return numbers.length / dim;
    }

    /** Length of a vector. */
    public int dim() {
        return dim;
    }

    /** The vectors one after the other, {@code [count, dim]}; a copy. */
    public float[] toArray() {
        return numbers.clone();
    }

    /** One vector; a copy. */
    public float[] vector(int place) {
        float[] vector = new float[dim];
        System.arraycopy(numbers, place * dim, vector, 0, dim);
        return vector;
    }

    /** Without a copy, for the indices of this package, which only read it. */
    float[] numbers() {
        return numbers;
    }
}
