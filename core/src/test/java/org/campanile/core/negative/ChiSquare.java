package org.campanile.core.negative;

import static org.assertj.core.api.Assertions.assertThat;

/** Pearson's test of counts against probabilities. */
final class ChiSquare {
    /** Quantiles of the standard normal distribution at 1e-5 and 1 - 1e-4. */
    private static final double LOW = -4.265;

    private static final double HIGH = 3.719;

    private ChiSquare() {}

    /**
     * Asserts that counts are those of independent draws: the sum of {@code (count - expected)^2 / expected} over the cells
     * is between the quantiles, at 1e-5 and 1 - 1e-4, of chi-square with one degree of freedom less than there are cells of
     * probability above 0. Quantiles are those of Wilson and Hilferty: for d degrees of freedom and the quantile z of the
     * normal distribution, {@code d (1 - 2 / (9 d) + z sqrt(2 / (9 d)))^3}. Cells must expect at least 5.
     */
    static void assertDrawn(long[] counts, double[] probabilities) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        double sum = 0;
        double statistic = 0;
        int cells = 0;
        for (int cell = 0; cell < counts.length; cell++) {
            double expected = total * probabilities[cell];
            sum += probabilities[cell];
            if (probabilities[cell] == 0) {
                assertThat(counts[cell]).as("cell %d of probability 0", cell).isZero();
            } else {
                assertThat(expected).as("expected count of cell %d", cell).isGreaterThanOrEqualTo(5);
                statistic += (counts[cell] - expected) * (counts[cell] - expected) / expected;
                cells++;
            }
        }
        assertThat(Math.abs(sum - 1)).as("probabilities' sum off 1").isLessThan(1e-6);
        assertThat(statistic)
                .as("chi-square of %d cells", cells)
                .isBetween(quantile(cells - 1, LOW), quantile(cells - 1, HIGH));
    }

    private static double quantile(int degrees, double z) {
        double root = 1 - 2.0 / (9 * degrees) + z * Math.sqrt(2.0 / (9 * degrees));
        return degrees * Math.max(0, root) * root * root;
    }
}
