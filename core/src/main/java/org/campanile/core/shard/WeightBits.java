package org.campanile.core.shard;

import java.io.IOException;
import org.campanile.core.batch.JaggedIds;

/**
 * Weights of jagged ids as a list column of their own: a number is held as its bits, so that lists of numbers and of ids
 * are stored alike. For one thread.
 */
final class WeightBits {
    private final JaggedIds bits = new JaggedIds();
    private int[] row = new int[16];
    private float[] weights = new float[16];

    /** The weights of all rows as lists of bits, valid until the next call. */
    JaggedIds of(JaggedIds ids) {
        bits.clear();
        for (int number = 0; number < ids.rows(); number++) {
            int first = ids.start(number);
            int length = ids.start(number + 1) - first;
            reserve(length);
            for (int i = 0; i < length; i++) {
                row[i] = Float.floatToRawIntBits(ids.weights()[first + i]);
            }
            bits.addRow(row, 0, length);
        }
        return bits;
    }

    /**
     * Appends rows of ids with their weights.
     *
     * @param ids         without weights
     * @param weightLists lists of bits
     * @throws IOException when a row has another number of weights than of ids
     */
    void join(JaggedIds ids, JaggedIds weightLists, JaggedIds target) throws IOException {
        for (int number = 0; number < ids.rows(); number++) {
            int first = ids.start(number);
            int length = ids.start(number + 1) - first;
            int start = weightLists.start(number);
            if (weightLists.start(number + 1) - start != length) {
                throw new IOException(
                        "a row has " + (weightLists.start(number + 1) - start) + " weights for " + length + " ids");
            }
            reserve(length);
            System.arraycopy(ids.values(), first, row, 0, length);
            for (int i = 0; i < length; i++) {
                weights[i] = Float.intBitsToFloat(weightLists.values()[start + i]);
            }
            target.addRow(row, weights, 0, length);
        }
    }

    private void reserve(int length) {
        if (row.length < length) {
            row = new int[length * 2];
            weights = new float[length * 2];
        }
    }
}
