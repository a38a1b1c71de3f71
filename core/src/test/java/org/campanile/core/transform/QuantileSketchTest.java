package org.campanile.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileSketchTest {
    @Test
    void wholeNumbersAreDividedExactly() {
        Buckets buckets = of(IntStream.rangeClosed(1, 100)
                        .mapToObj(n -> (float) n)
                        .toList())
                .buckets(4);

        assertThat(counts(
                        buckets,
                        IntStream.rangeClosed(1, 100).mapToObj(n -> (float) n).toList()))
                .as("1 to 25, 26 to 50, 51 to 75 and 76 to 100")
                .containsExactly(0, 25, 25, 25, 25);
        assertThat(buckets.index(25f)).isEqualTo(1);
        assertThat(buckets.index(26f)).isEqualTo(2);
    }

    @Test
    void negativeNumbersComeFirst() {
        Buckets buckets = of(List.of(-5f, -4f, 0f, 3f)).buckets(4);

        assertThat(List.of(-100f, -5f, -4f, -0.0f, 0f, 3f, 1e30f))
                .extracting(buckets::index)
                .containsExactly(1, 1, 2, 3, 3, 4, 4);
    }

    @Test
    void aFrequentNumberHasABucketOfItsOwn() {
        /* Zero is six tenths of all: of the four boundaries for fifths the first three are zero. */
        Buckets buckets = of(List.of(0f, 0f, 0f, 0f, 0f, 0f, 1f, 2f, 3f, 4f)).buckets(5);

        assertThat(buckets.size()).as("missing, 0, 1 to 2, 3 to 4").isEqualTo(4);
        assertThat(List.of(0f, 1f, 2f, 3f, 4f)).extracting(buckets::index).containsExactly(1, 2, 2, 3, 3);
    }

    @Test
    void missingNumbersHaveIndexZero() {
        Buckets buckets = of(List.of(1f, 2f)).buckets(2);

        assertThat(buckets.index(null)).isZero();
        assertThat(buckets.index(Float.NaN)).isZero();
        assertThat(buckets.index(Float.POSITIVE_INFINITY)).isZero();
    }

    @Test
    void withoutNumbersThereIsOneBucket() {
        assertThat(of(List.of()).buckets(10).size()).isEqualTo(2);
    }

    @Test
    void skewedNumbersFillAllBucketsAlikeWhateverTheirOrder() {
        SplittableRandom random = new SplittableRandom(5);
        List<Float> numbers = random.doubles(20_000)
                .mapToObj(value -> (float) Math.exp(6 * value - 3))
                .collect(Collectors.toList());
        Buckets buckets = of(numbers).buckets(10);
        Collections.reverse(numbers);
        QuantileSketch merged = of(numbers.subList(0, 7000));
        merged.merge(of(numbers.subList(7000, 20_000)));

        assertThat(merged.buckets(10)).isEqualTo(buckets);
        int[] counts = counts(buckets, numbers);
        for (int bucket = 1; bucket <= 10; bucket++) {
            /* A bin is at most 1/1024 of a number wide, a share of 1/1024/6 of all: 3.3 numbers on average. */
            assertThat(counts[bucket]).isCloseTo(2000, within(15));
        }
    }

    private static QuantileSketch of(List<Float> numbers) {
        QuantileSketch sketch = new QuantileSketch();
        numbers.forEach(sketch::add);
        return sketch;
    }

    private static int[] counts(Buckets buckets, List<Float> numbers) {
        int[] counts = new int[buckets.size()];
        numbers.forEach(number -> counts[buckets.index(number)]++);
        return counts;
    }
}
