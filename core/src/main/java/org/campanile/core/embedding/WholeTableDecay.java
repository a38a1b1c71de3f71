package org.campanile.core.embedding;

import org.campanile.core.CampanileException;
import org.campanile.core.optimizer.LearningRates;

/**
 * L2 regularisation of every row in every step, without going over the table: a row's record ends in the number of steps
 * that it has seen, and those that it missed are made up for one by one when it is next touched, read or saved. In each of
 * them its gradient was {@code l2 w} alone:
 *
 * <pre>
 * for s = seen, ..., now - 1:   optimizer step with g = l2 w at the learning rate of step s
 * </pre>
 *
 * <p>So every row is at every time what the dense rule would have made of it, to the bit of the optimizer's own arithmetic,
 * for any optimizer and any schedule of learning rates. All rows together take as many optimizer steps as the dense rule,
 * in small blocks that stay in the cache.
 *
 * <p>Counts are exact up to 2^24 steps.
 */
final class WholeTableDecay {
    private final String table;
    private final float l2;
    private final SparseOptimizer optimizer;
    private final int dim;
    private final int seenAt;

    WholeTableDecay(String table, float l2, SparseOptimizer optimizer, int dim) {
        this.table = table;
        this.l2 = l2;
        this.optimizer = optimizer;
        this.dim = dim;
        this.seenAt = dim + optimizer.stateSize(dim);
    }

    /**
     * Makes up for the steps before the present one that the record at {@code records[at]} on has missed.
     *
     * @param gradient room for {@code [dim]} numbers
     */
    void catchUp(float[] records, int at, float[] gradient, LearningRates rates) {
        long now = rates.step();
        for (long step = (long) records[at + seenAt]; step < now; step++) {
            for (int i = 0; i < dim; i++) {
                gradient[i] = l2 * records[at + i];
            }
            optimizer.update(records, at, gradient, 0, dim, (float) rates.at(step));
        }
        records[at + seenAt] = Math.max(records[at + seenAt], (float) now);
    }

    /** Counts the present step, whose gradient the record has just been updated by. */
    void count(float[] records, int at, LearningRates rates) {
        if (records[at + seenAt] != rates.step()) {
            throw new CampanileException("Rows of embedding table " + table + " were looked up without the decay of the"
                    + " steps before: this model type cannot do training.sparse-optimizer.l2-scope whole-table; choose"
                    + " touched-rows.");
        }
        records[at + seenAt] = rates.step() + 1f;
    }
}
