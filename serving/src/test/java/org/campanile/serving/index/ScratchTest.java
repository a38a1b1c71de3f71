package org.campanile.serving.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.InstructionSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScratchTest {
    private static final int DIM = 19;
    private static final int WIDTH = 512;

    private final Random random = new Random(3);

    /* One vector by one product, 2 to 32 in strips of 512 down to 32 items, 33 and more in one product again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 31, 32, 33, 64})
    void productsAreThoseOfEveryQueryWithEveryItem(int count) {
        for (InstructionSet blas : InstructionSet.values()) {
            assertProducts(count, blas);
        }
    }

    private void assertProducts(int count, InstructionSet blas) {
        try (Scratch scratch = new Scratch(64, DIM, WIDTH, blas)) {
            QueryVectors queries = new QueryVectors(gaussian(count * DIM), DIM);
            scratch.setQuery(0, queries);
            for (int items : new int[] {WIDTH, 276, 33, 1}) { // 276 and 33 end with a part of a strip
                try (FloatMatrix block = new FloatMatrix(items, DIM)) {
                    float[] numbers = gaussian(items * DIM);
                    block.buffer().put(0, numbers);
                    scratch.multiply(count, block);
                    for (int query = 0; query < count; query++) {
                        assertProducts(scratch.products(query, items), queries.vector(query), numbers, items);
                        assertProducts(scratch.otherProducts(query, items), queries.vector(query), numbers, items);
                    }
                }
            }
        }
    }

    private static void assertProducts(float[] products, float[] query, float[] items, int count) {
        for (int item = 0; item < count; item++) {
            double expected = 0;
            for (int d = 0; d < DIM; d++) {
                expected += (double) query[d] * items[item * DIM + d];
            }
            // 19 products of numbers below 5 are summed in single precision: 19 * 25 * 2^-23 is below 1e-4.
            assertThat((double) products[item]).isCloseTo(expected, within(1e-4));
        }
    }

    @Test
    void aQueryOfSeveralVectorsTakesAsManyRows() {
        try (Scratch scratch = new Scratch(64, DIM, WIDTH, InstructionSet.AVX512);
                FloatMatrix block = new FloatMatrix(1, DIM)) {
            float[] item = gaussian(DIM);
            block.buffer().put(0, item);
            QueryVectors two = new QueryVectors(gaussian(2 * DIM), DIM);
            QueryVectors one = new QueryVectors(gaussian(DIM), DIM);
            scratch.setQuery(0, two);
            scratch.setQuery(2, one);
            scratch.multiply(3, block);
            assertProducts(scratch.products(1, 1), two.vector(1), item, 1);
            assertProducts(scratch.products(2, 1), one.vector(0), item, 1);
        }
    }

    private float[] gaussian(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }
}
