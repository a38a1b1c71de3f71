package org.campanile.core.math;

/** Draws from the Poisson distribution with mean 1. */
public final class Poisson {
    private static final double TWO_TO_MINUS_53 = 0x1p-53;

    /** The probability of at most so many; beyond its end lies less than 2^-53. */
    private static final double[] AT_MOST = cumulative();

    private Poisson() {}

    private static double[] cumulative() {
        double[] sums = new double[18];
        double probability = Math.exp(-1);
        double sum = 0;
        for (int count = 0; count < sums.length; count++) {
            sum += probability;
            sums[count] = sum;
            probability /= count + 1;
        }
        return sums;
    }

    /** The draw that 64 random bits stand for, by inversion; at most 18. */
    public static int one(long hash) {
        double uniform = (hash >>> 11) * TWO_TO_MINUS_53;
        int count = 0;
        while (count < AT_MOST.length && uniform >= AT_MOST[count]) {
            count++;
        }
        return count;
    }
}
