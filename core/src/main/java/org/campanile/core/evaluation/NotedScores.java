package org.campanile.core.evaluation;

/** Notes the scores of some items on a user's way through the blocks. */
final class NotedScores implements ScoreVisitor {
    private final int[] items;
    private final float[] scores;
    private int done;

    /** @param items ascending */
    NotedScores(int[] items) {
        this.items = items;
        this.scores = new float[items.length];
    }

    @Override
    public void visit(int firstItem, float[] offered, int from, int count) {
        for (; done < items.length && items[done] < firstItem + count; done++) {
            float score = offered[from + items[done] - firstItem];
            TopItems.checkFinite(items[done], score);
            scores[done] = score;
        }
    }

    /** The scores by the places of their items, after the last block. */
    float[] scores() {
        return scores;
    }

    /** The 0-based average rank, among these items, of one of them with this score. */
    double averageRank(float score) {
        return ahead(score) - 0.5;
    }

    /** How many of these items stand before another one with this score: those with higher scores, and half of the ties. */
    double ahead(float score) {
        double ahead = 0;
        for (float other : scores) {
            ahead += other > score ? 1 : other == score ? 0.5 : 0;
        }
        return ahead;
    }
}
