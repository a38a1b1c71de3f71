package org.campanile.core.evaluation;

/** Takes one user's scores, block after block. */
interface ScoreVisitor {
    /**
     * Takes the scores of {@code count} items from {@code firstItem} on, which begin at {@code scores[from]}, and may
     * change them; blocks come in the order of their items.
     */
    void visit(int firstItem, float[] scores, int from, int count);
}
