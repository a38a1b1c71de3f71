package org.campanile.core.nn;

/** A fixed number of numbers, wherever they are kept. */
interface FlatNumbers {
    int size();

    /** Copies all to {@code out[0]} on. */
    void read(float[] out);

    /** Replaces all by {@code values[0]} on. */
    void write(float[] values);
}
