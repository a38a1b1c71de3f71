package org.campanile.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberStatisticsTest {
    @Test
    void standardizedNumbersHaveMeanZeroAndVarianceOne() {
        Rescaling rescaling = of(Shape.LINEAR, 2f, 4f, 4f, 4f, 5f, 5f, 7f, 9f).standardized(0);

        /* The mean is 40 / 8 = 5, the variance (9 + 1 + 1 + 1 + 0 + 0 + 4 + 16) / 8 = 4. */
        assertThat(rescaling.apply(5f)).isZero();
        assertThat(rescaling.apply(9f)).isEqualTo(2);
        assertThat(rescaling.apply(null))
                .as("0 stands for a missing one: (0 - 5) / 2")
                .isEqualTo(-2.5f);
    }

    @Test
    void varianceSurvivesALargeMean() {
        /* Deviations are -1 and 1: sums of squares in floating point would cancel to nothing. */
        Rescaling rescaling = of(Shape.LINEAR, 16_777_214f, 16_777_216f).standardized(0);

        assertThat(rescaling.shift()).isEqualTo(16_777_215d);
        assertThat(rescaling.factor()).isEqualTo(1);
    }

    @Test
    void logarithmKeepsTheSign() {
        Rescaling rescaling = of(Shape.LOGARITHM, 0f).shaped(0);

        assertThat(rescaling.apply((float) Math.E - 1)).isCloseTo(1, within(1e-6f));
        assertThat(rescaling.apply(1 - (float) Math.E)).isCloseTo(-1, within(1e-6f));
        assertThat(rescaling.apply(0f)).isZero();
    }

    @Test
    void logarithmsAreStandardizedAfterwards() {
        /* ln(1 + x) is 0 and 2: mean 1, variance 1. */
        Rescaling rescaling = of(Shape.LOGARITHM, 0f, (float) (Math.exp(2) - 1)).standardized(0);

        assertThat(rescaling.apply(0f)).isCloseTo(-1, within(1e-6f));
        assertThat(rescaling.apply((float) (Math.E - 1))).isCloseTo(0, within(1e-6f));
    }

    @Test
    void leastAndGreatestBecomeZeroAndOne() {
        Rescaling rescaling = of(Shape.LINEAR, -2f, 6f, 0f).minMax(2);

        assertThat(rescaling.apply(-2f)).isZero();
        assertThat(rescaling.apply(6f)).isEqualTo(1);
        assertThat(rescaling.apply(10f))
                .as("beyond what training has seen: 12 / 8")
                .isEqualTo(1.5f);
        assertThat(rescaling.apply(Float.NaN))
                .as("2 stands for a missing one: 4 / 8")
                .isEqualTo(0.5f);
    }

    @Test
    void missingNumbersArePassedOver() {
        assertThat(of(Shape.LINEAR, 1f, null, Float.NaN, Float.NEGATIVE_INFINITY, 3f)
                        .mean())
                .isEqualTo(2);
    }

    @Test
    void numbersThatAreAllAlikeBecomeZero() {
        assertThat(of(Shape.LINEAR, 7f, 7f).standardized(0).apply(7f)).isZero();
        assertThat(of(Shape.LINEAR, 7f, 7f).minMax(0).apply(7f)).isZero();
    }

    @Test
    void nothingToFitToChangesNothing() {
        assertThat(of(Shape.LINEAR, (Float) null).standardized(4).apply(null)).isEqualTo(4);
        assertThat(of(Shape.LINEAR, (Float) null).minMax(4).apply(5f)).isEqualTo(5);
    }

    @Test
    void theFitDependsOnNeitherOrderNorParts() {
        SplittableRandom random = new SplittableRandom(3);
        Float[] numbers = random.doubles(5000)
                .mapToObj(value -> (float) Math.exp(40 * value - 20))
                .toArray(Float[]::new);
        NumberStatistics whole = of(Shape.LOGARITHM, numbers);
        NumberStatistics merged = new NumberStatistics(Shape.LOGARITHM);
        for (int part = 6; part >= 0; part--) {
            NumberStatistics some = new NumberStatistics(Shape.LOGARITHM);
            for (int i = part; i < numbers.length; i += 7) {
                some.add(numbers[i]);
            }
            merged.merge(some);
        }

        assertThat(merged.standardized(1)).as("to the last bit").isEqualTo(whole.standardized(1));
        assertThat(merged.mean()).isEqualTo(whole.mean());
    }

    private static NumberStatistics of(Shape shape, Float... numbers) {
        NumberStatistics statistics = new NumberStatistics(shape);
        for (Float number : numbers) {
            statistics.add(number);
        }
        return statistics;
    }
}
