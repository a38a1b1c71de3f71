package org.campanile.core.evaluation;

/** One user's way through the blocks of scores: leaves out items that are no candidates, keeps the best of the others. */
final class CandidatePass implements ScoreVisitor {
    private final TopItems best;
    private int[] excluded = new int[0];
    private int excludedDone;

    CandidatePass(int depth) {
        this.best = new TopItems(depth);
    }

    /**
     * Starts the way of another user.
     *
     * @param ascending items that are no candidates, ascending; kept until the next start
     */
    void start(int[] ascending) {
        excluded = ascending;
        excludedDone = 0;
        best.clear();
    }

    @Override
    public void visit(int firstItem, float[] scores, int from, int count) {
        for (; excludedDone < excluded.length && excluded[excludedDone] < firstItem + count; excludedDone++) {
            scores[from + excluded[excludedDone] - firstItem] = TopItems.EXCLUDED;
        }
        best.offer(firstItem, scores, from, count);
    }

    /** The outcome after the last block. */
    RankedItems ranked() {
        return best.ranked();
    }
}
