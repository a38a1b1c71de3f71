package org.campanile.core.embedding;

import org.campanile.core.batch.JaggedIds;

/**
 * How the vectors {@code x} of the {@code n} ids of a row of jagged ids become one. Ids may have weights {@code a}, which
 * are 1 otherwise. No ids give zeros.
 */
public enum Pooling {
    /** {@code sum of a[i] x[i]} */
    SUM,
    /** {@code sum of a[i] x[i] / n}: divided by the number of ids, not by the sum of weights, as TorchRec does. */
    MEAN,
    /** The greatest number of each column; its gradient goes to the id that has it, the first of equals. Without weights. */
    MAX;

    /**
     * Throws when the ids cannot be pooled this way.
     *
     * @param table for the message
     * @throws IllegalArgumentException when their maximum is to be taken and they have weights
     */
    public void check(String table, JaggedIds ids) {
        if (this == MAX && ids.isWeighted()) {
            throw new IllegalArgumentException("table " + table + ": max pooling takes no weights");
        }
    }
}
