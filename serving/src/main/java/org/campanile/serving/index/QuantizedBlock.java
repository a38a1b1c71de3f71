package org.campanile.serving.index;

import java.util.Arrays;
import org.campanile.core.math.Kernels;
import org.campanile.core.math.MappedMatrix;

/**
 * The vectors of a block of items in bytes: {@code v[d]} of an item is about {@code step * code[d]}, see {@link ByteCodes}.
 * Immutable.
 */
final class QuantizedBlock {
    private static final Kernels KERNELS = Kernels.active();

    /*
     * The codes of one dimension lie together, [dim, items]: the products of a query with all items are then sums of whole
     * vectors of the processor, and nothing is added up across one.
     */
    private final byte[] codes;
    private final float[] steps;

    private QuantizedBlock(byte[] codes, float[] steps) {
        this.codes = codes;
        this.steps = steps;
    }

    /** @param items {@code [items, dim]} */
    static QuantizedBlock of(MappedMatrix items) {
        int count = items.rows();
        int dim = items.columns();
        byte[] codes = new byte[count * dim];
        float[] steps = new float[count];
        float[] vector = new float[dim];
        for (int item = 0; item < count; item++) {
            items.read(item, vector, 0);
            steps[item] = ByteCodes.step(vector);
            ByteCodes.encode(vector, steps[item], codes, item, count);
        }
        return new QuantizedBlock(codes, steps);
    }

    int items() {
        return steps.length;
    }

    /** Writes the approximate dot products of all items and one vector of a query to {@code out[0]} on. */
    void multiply(QueryVectors query, int vector, float[] out) {
        int count = items();
        int dim = query.dim();
        float[] numbers = query.numbers();
        Arrays.fill(out, 0, count, 0f);
        for (int d = 0; d < dim; d++) {
            KERNELS.addScaled(numbers[vector * dim + d], codes, d * count, out, 0, count);
        }
        for (int item = 0; item < count; item++) {
            out[item] *= steps[item];
        }
    }
}
