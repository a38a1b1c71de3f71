package org.campanile.serving.store;

import java.util.Arrays;
import org.campanile.core.Check;

/** Consecutive vectors of a set, with their ids. The arrays are not copied; nobody changes them. */
public final class VectorBatch {
    private final int first;
    private final String[] ids;
    private final float[] numbers;

    /**
     * @param first   place of the first vector in its set, from 0
     * @param ids     ids of raw data, at least one
     * @param numbers {@code [ids.length, dim]}
     */
    VectorBatch(int first, String[] ids, float[] numbers) {
        Check.positive(ids.length, "ids");
        Check.that(numbers.length % ids.length == 0, "%d numbers are not %d vectors", numbers.length, ids.length);
        this.first = first;
        this.ids = ids;
        this.numbers = numbers;
    }

    /** Place of the first vector in its set, from 0. */
    int first() {
        return first;
    }

    int size() {
        return ids.length;
    }

    int dim() {
        return numbers.length / ids.length;
    }

    String[] ids() {
        return ids;
    }

    String id(int row) {
        return ids[row];
    }

    /** {@code [size, dim]}. */
    float[] numbers() {
        return numbers;
    }

    /** One vector; a copy. */
    float[] vector(int row) {
        return Arrays.copyOfRange(numbers, row * dim(), (row + 1) * dim());
    }
}
