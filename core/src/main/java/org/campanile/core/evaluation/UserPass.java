package org.campanile.core.evaluation;

import java.util.Arrays;

/** One user's way through the blocks of scores: leaves out seen items, notes the relevant ones, keeps the best. */
final class UserPass {
    private final RankingQuery query;
    private final TopItems best;
    private final float[] relevantScores;
    private int relevantDone;
    private int excludedDone;

    UserPass(RankingQuery query, int depth) {
        this.query = query;
        this.best = new TopItems(depth);
        this.relevantScores = new float[query.relevant().length];
    }

    /** Takes the scores of {@code count} items from {@code firstItem} on, and changes them; blocks come in order. */
    void visit(int firstItem, float[] scores, int count) {
        exclude(firstItem, scores, count);
        int[] relevant = query.relevant();
        for (; relevantDone < relevant.length && relevant[relevantDone] < firstItem + count; relevantDone++) {
            int item = relevant[relevantDone];
            TopItems.checkFinite(item, scores[item - firstItem]);
            relevantScores[relevantDone] = scores[item - firstItem];
        }
        best.offer(firstItem, scores, count);
    }

    private void exclude(int firstItem, float[] scores, int count) {
        if (firstItem == 0) {
            scores[0] = TopItems.EXCLUDED;
        }
        int[] excluded = query.excluded();
        for (; excludedDone < excluded.length && excluded[excludedDone] < firstItem + count; excludedDone++) {
            scores[excluded[excludedDone] - firstItem] = TopItems.EXCLUDED;
        }
    }

    /** The outcome after the last block. */
    UserRanking finish() {
        RankedItems ranked = best.ranked();
        double[] ranks = new double[relevantScores.length + query.unknownRelevant()];
        Arrays.fill(ranks, Double.POSITIVE_INFINITY);
        for (int i = 0; i < relevantScores.length; i++) {
            ranks[i] = ranked.averageRank(relevantScores[i]);
        }
        return new UserRanking(query.user(), ranked.items(), ranked.scores(), ranks);
    }
}
