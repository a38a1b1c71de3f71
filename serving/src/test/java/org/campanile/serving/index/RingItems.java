package org.campanile.serving.index;

import java.nio.file.Path;
import java.util.Random;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.embedding.MappedTableWriter;

/** Items on a ring that winds through all dimensions, each near some dozen neighbours and far from all others. */
final class RingItems {
    private final float[][] vectors;
    private final MappedBlocks mapped;

    /**
     * @param neighbours items that share something with an item, on either side
     * @param file       where the vectors are written
     */
    RingItems(int items, int dim, int neighbours, Path file) {
        this.vectors = unitVectors(items, dim, neighbours);
        try (MappedTableWriter writer = new MappedTableWriter(file, items, dim)) {
            for (float[] vector : vectors) {
                writer.append(vector);
            }
            writer.finish();
        }
        this.mapped = MappedBlocks.open(file, 256);
    }

    /** Sums of random vectors along the ring: two items share as many as they are near. */
    private static float[][] unitVectors(int items, int dim, int neighbours) {
        Random random = new Random(11);
        float[][] vectors = new float[items][dim];
        for (int place = 0; place < items; place++) {
            for (int d = 0; d < dim; d++) {
                float number = (float) random.nextGaussian();
                for (int i = 0; i < neighbours; i++) {
                    vectors[(place + i) % items][d] += number;
                }
            }
        }
        for (float[] vector : vectors) {
            float length = (float) Math.sqrt(product(vector, vector));
            for (int d = 0; d < dim; d++) {
                vector[d] /= length;
            }
        }
        return vectors;
    }

    static double product(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += (double) a[d] * b[d];
        }
        return sum;
    }

    float[] vector(int item) {
        return vectors[item];
    }

    MappedBlocks mapped() {
        return mapped;
    }

    /** Along the ring. */
    int distance(int a, int b) {
        int distance = Math.abs(a - b);
        return Math.min(distance, vectors.length - distance);
    }
}
