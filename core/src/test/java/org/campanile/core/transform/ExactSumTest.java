package org.campanile.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void nothingIsLostBesideLargeNumbers() {
        assertThat(sum(1e300, 1, -1e300, Double.MIN_VALUE))
                .isEqualByComparingTo(new BigDecimal(Double.MIN_VALUE).add(BigDecimal.ONE));
    }

    @Test
    void extremesAreAddedExactly() {
        double[] values = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, -0.0};

        assertThat(sum(values)).isEqualByComparingTo(reference(values));
    }

    @Test
    void partsMayBeAddedInAnyOrder() {
        double[] values = random(1000, 1);
        ExactSum left = new ExactSum();
        ExactSum right = new ExactSum();
        for (int i = values.length - 1; i >= 0; i--) {
            (i % 3 == 0 ? left : right).add(values[i]);
        }
        right.add(left);

        assertThat(right.value()).isEqualByComparingTo(reference(values));
    }

    /** Doubles of any bits but NaN and infinities: every exponent occurs. */
    private static double[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                .filter(Double::isFinite)
                .limit(count)
                .toArray();
    }

    private static BigDecimal sum(double... values) {
        ExactSum sum = new ExactSum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }

    private static BigDecimal reference(double... values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        return sum;
    }
}
