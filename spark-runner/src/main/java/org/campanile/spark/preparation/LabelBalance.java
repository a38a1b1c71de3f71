package org.campanile.spark.preparation;

/**
 * How the labels of a part are divided.
 *
 * @param rows      of the part
 * @param positives rows with a label above 0
 */
public record LabelBalance(long rows, long positives) {
    /** Of a part without rows. */
    static final LabelBalance NONE = new LabelBalance(0, 0);

    /** The share of positive rows, in [0, 1]; 0 without rows. */
    double rate() {
        return rows == 0 ? 0 : (double) positives / rows;
    }
}
