package org.campanile.core.evaluation;

/** One user's way through the blocks of scores: leaves out items that are no candidates, keeps the best of the others. */
final class CandidatePass implements ScoreVisitor {
    private final TopItems best;
    private final ExcludedItems left;
    private final ExcludedItems excluded = new ExcludedItems();

    /** @param left items that are no candidates for any user, ascending */
    CandidatePass(int depth, int[] left) {
        this.best = new TopItems(depth);
        this.left = new ExcludedItems();
        this.left.start(left);
    }

    /**
     * Starts the way of another user.
     *
     * @param ascending items that are no candidates, ascending; kept until the next start
     */
    void start(int[] ascending) {
        excluded.start(ascending);
        left.restart();
        best.clear();
    }

    @Override
    public void visit(int firstItem, float[] scores, int from, int count) {
        left.leaveOut(firstItem, scores, from, count);
        excluded.leaveOut(firstItem, scores, from, count);
        best.offer(firstItem, scores, from, count);
    }

    /** The outcome after the last block. */
    RankedItems ranked() {
        return best.ranked();
    }
}
