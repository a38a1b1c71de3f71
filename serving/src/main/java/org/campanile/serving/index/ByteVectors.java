package org.campanile.serving.index;

import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.math.Kernels;

/**
 * The vectors of items in bytes, one after the other on the heap: {@code v[d]} of an item is about {@code step * code[d]}, see
 * {@link ByteCodes}. A walk through a graph reads items anywhere, and waits for memory more than for sums: a vector of 64 bytes
 * is one line of the processor's cache, in single precision it is four. Immutable; safe for use by any number of threads.
 */
final class ByteVectors {
    private static final Kernels KERNELS = Kernels.active();

    /** Items of an array, as a power of two. */
    private static final int CHUNK_BITS = 16;

    private final byte[][] codes;
    private final float[] steps;
    private final int dim;

    private ByteVectors(byte[][] codes, float[] steps, int dim) {
        this.codes = codes;
        this.steps = steps;
        this.dim = dim;
    }

    static ByteVectors of(MappedBlocks items) {
        int rows = items.rows();
        int dim = items.dim();
        byte[][] codes = new byte[((rows - 1) >>> CHUNK_BITS) + 1][];
        float[] steps = new float[rows];
        float[] vector = new float[dim];
        for (int item = 0; item < rows; item++) {
            int chunk = item >>> CHUNK_BITS;
            if (codes[chunk] == null) {
                codes[chunk] = new byte[Math.min(rows - item, 1 << CHUNK_BITS) * dim];
            }
            items.read(item, vector, 0);
            steps[item] = ByteCodes.step(vector);
            ByteCodes.encode(vector, steps[item], codes[chunk], place(item) * dim, 1);
        }
        return new ByteVectors(codes, steps, dim);
    }

    private static int place(int item) {
        return item & (1 << CHUNK_BITS) - 1;
    }

    int size() {
        return steps.length;
    }

    /** The approximate dot product of an item and a vector. */
    float score(float[] vector, int item) {
        return steps[item] * KERNELS.dot(vector, 0, codes[item >>> CHUNK_BITS], place(item) * dim, dim);
    }
}
