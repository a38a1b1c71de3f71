package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuickselectTest {
    private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 16, 31, 100, 257};

    @Test
    void theLargestOfRandomNumbersComeFirst() {
        Random random = new Random(3);
        for (int size : SIZES) {
            assertSelects(random.longs(0, Long.MAX_VALUE).distinct().limit(size).toArray());
        }
    }

    @Test
    void theLargestOfAscendingDescendingAndWavingNumbersComeFirst() {
        for (int size : SIZES) {
            assertSelects(LongStream.range(0, size).toArray());
            assertSelects(LongStream.range(0, size).map(i -> Long.MAX_VALUE - i).toArray());
            assertSelects(LongStream.range(0, size)
                    .map(i -> i % 2 == 0 ? i : 1000 - i)
                    .toArray());
        }
    }

    private static void assertSelects(long[] numbers) {
        for (int count = 1; count <= numbers.length; count++) {
            assertSelects(numbers, count);
        }
    }

    private static void assertSelects(long[] numbers, int count) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int size = numbers.length;
        long[] actual = Arrays.copyOf(numbers, size + 1);
        actual[size] = Long.MAX_VALUE; // beyond the range
        long[] cutShort = actual.clone();

        Quickselect.largestFirst(actual, size, count);
        assertSelected(actual, sorted, count);
        // Too few rounds: what they leave is sorted.
        Quickselect.largestFirst(cutShort, size, count, 1);
        assertSelected(cutShort, sorted, count);
    }

    private static void assertSelected(long[] actual, long[] sorted, int count) {
        int size = sorted.length;
        assertThat(actual[count - 1]).isEqualTo(sorted[size - count]);
        assertThat(actual[size]).isEqualTo(Long.MAX_VALUE);
        Arrays.sort(actual, 0, count);
        Arrays.sort(actual, count, size);
        assertThat(Arrays.copyOfRange(actual, 0, count))
                .containsExactly(Arrays.copyOfRange(sorted, size - count, size));
        assertThat(Arrays.copyOfRange(actual, count, size))
                .containsExactly(Arrays.copyOfRange(sorted, 0, size - count));
    }
}
