package org.campanile.core.embedding;

import org.campanile.core.math.FloatRows;

/** Short forms of steps with one source of gradients, by one thread. */
final class Gradients {
    private Gradients() {}

    /** Updates the table as if the ids had been looked up and got the first rows of the matrix as their gradients. */
    static void apply(EmbeddingTable table, int[] ids, FloatRows gradient) {
        TableStep step = table.newStep();
        step.add(ids, 0, ids.length, 0, 0, 0);
        apply(table, step, gradient);
    }

    static void apply(EmbeddingTable table, TableStep step, FloatRows gradient) {
        table.update(step, new FloatRows[] {gradient}, 0, 1);
    }
}
