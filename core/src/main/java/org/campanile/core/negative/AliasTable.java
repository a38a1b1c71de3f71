package org.campanile.core.negative;

import org.campanile.core.math.CounterRandom;

/**
 * Draws numbers with given probabilities in constant time (Walker: An Efficient Method for Generating Discrete Random
 * Variables with General Distributions, ACM TOMS 1977; built as by Vose: A Linear Algorithm for Generating Random Numbers
 * with a Given Distribution, IEEE TSE 1991). Takes 8 bytes per number. Immutable.
 */
final class AliasTable {
    /*
     * n columns of the same width 1 / n. A column is filled up to its acceptance with its own number, and above that with
     * its alias, a number whose probability exceeds what its own column holds:
     *
     *   number      0    1    2    3
     *   weight      1    6    2    3      of 12, the mean is 3
     *   acceptance  1/3  1    2/3  2/3
     *   alias       1    -    3    1      number 1 has its own column, 2/3 of the first and 1/3 of the last
     */
    private final float[] acceptance;
    private final int[] alias;

    /**
     * @param weights probabilities times any factor, finite and not negative; at least one
     * @param total   their sum, above 0
     */
    AliasTable(double[] weights, double total) {
        int count = weights.length;
        this.acceptance = new float[count];
        this.alias = new int[count];
        double[] heights = new double[count];
        int[] work = new int[count];
        int low = 0;
        int high = count;
        for (int number = 0; number < count; number++) {
            heights[number] = weights[number] * count / total;
            if (heights[number] < 1) {
                work[low++] = number;
            } else {
                work[--high] = number;
            }
        }
        fill(heights, work, low, high);
    }

    /** Stacks of columns in one array: those below the mean height end before {@code low}, the others begin at {@code high}. */
    private void fill(double[] heights, int[] work, int low, int high) {
        int lowTop = low;
        int highTop = high;
        while (lowTop > 0 && highTop < work.length) {
            int small = work[--lowTop];
            int large = work[highTop];
            acceptance[small] = (float) heights[small];
            alias[small] = large;
            heights[large] -= 1 - heights[small];
            if (heights[large] < 1) {
                highTop++;
                work[lowTop++] = large;
            }
        }
        // What is left is 1 but for rounding.
        while (lowTop > 0) {
            fillAlone(work[--lowTop]);
        }
        while (highTop < work.length) {
            fillAlone(work[highTop++]);
        }
    }

    private void fillAlone(int number) {
        acceptance[number] = 1;
        alias[number] = number;
    }

    /** The number that a random hash draws, from 0 on. */
    int draw(long hash) {
        int column = CounterRandom.below(hash, acceptance.length);
        // below() is the upper half of a product of 128 bits; the lower half is where in the column the hash falls.
        long within = (hash >>> 1) * ((long) acceptance.length << 1);
        return (within >>> 11) * 0x1p-53 < acceptance[column] ? column : alias[column];
    }
}
