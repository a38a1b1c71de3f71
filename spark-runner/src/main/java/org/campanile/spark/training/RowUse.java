package org.campanile.spark.training;

/**
 * How many different rows of a table some samples use, expected: a row that c of all N samples hold is among n samples with
 * probability {@code 1 - (1 - c / N)^n}. Where values share rows, different values are counted, up to the number of rows.
 */
final class RowUse {
    private final long[] counts;
    private final long samples;
    private final int rows;

    /** @param counts by value, how many samples hold it; empty for as many of each, which is the worst */
    RowUse(long[] counts, long samples, int rows) {
        this.counts = counts;
        this.samples = samples;
        this.rows = rows;
    }

    /** Among {@code n} samples. */
    double distinct(double n) {
        if (counts.length == 0) {
            return rows * probability(1.0 / rows, n);
        }
        double sum = 0;
        for (long count : counts) {
            sum += probability(Math.min(1, (double) count / Math.max(1, samples)), n);
        }
        return Math.min(rows, sum);
    }

    /* 1 - (1 - p)^n, exact also where p is small. */
    private static double probability(double p, double n) {
        return -Math.expm1(n * Math.log1p(-p));
    }
}
