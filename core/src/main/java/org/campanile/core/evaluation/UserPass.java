package org.campanile.core.evaluation;

import java.util.Arrays;

/** One user's way through the blocks of scores in an evaluation: notes the scores of relevant items on top. */
final class UserPass implements ScoreVisitor {
    private final RankingQuery query;
    private final CandidatePass candidates;
    private final float[] relevantScores;
    private int relevantDone;

    /** @param candidates belongs to this pass until it has finished */
    UserPass(RankingQuery query, CandidatePass candidates) {
        this.query = query;
        this.candidates = candidates;
        this.relevantScores = new float[query.relevant().length];
        candidates.start(query.excluded());
    }

    @Override
    public void visit(int firstItem, float[] scores, int from, int count) {
        int[] relevant = query.relevant();
        for (; relevantDone < relevant.length && relevant[relevantDone] < firstItem + count; relevantDone++) {
            int item = relevant[relevantDone];
            float score = scores[from + item - firstItem];
            TopItems.checkFinite(item, score);
            relevantScores[relevantDone] = score;
        }
        candidates.visit(firstItem, scores, from, count);
    }

    /** The outcome after the last block. */
    UserRanking finish() {
        RankedItems ranked = candidates.ranked();
        double[] ranks = new double[relevantScores.length + query.unknownRelevant()];
        Arrays.fill(ranks, Double.POSITIVE_INFINITY);
        for (int i = 0; i < relevantScores.length; i++) {
            ranks[i] = ranked.averageRank(relevantScores[i]);
        }
        return new UserRanking(query.user(), ranked.items(), ranked.scores(), ranks);
    }
}
