package org.campanile.core.evaluation;

import java.util.Arrays;

/**
 * One user's way through the blocks of scores in an evaluation: notes the scores of relevant items, and of sampled
 * negatives, on top.
 */
final class UserPass implements ScoreVisitor {
    private final RankingQuery query;
    private final CandidatePass candidates;
    private final NotedScores relevant;
    private final NotedScores negatives;

    /**
     * @param candidates belongs to this pass until it has finished
     * @param negatives  sampled negatives, ascending
     */
    UserPass(RankingQuery query, CandidatePass candidates, int[] negatives) {
        this.query = query;
        this.candidates = candidates;
        this.relevant = new NotedScores(query.relevant());
        this.negatives = new NotedScores(negatives);
        candidates.start(query.excluded());
    }

    @Override
    public void visit(int firstItem, float[] scores, int from, int count) {
        relevant.visit(firstItem, scores, from, count);
        negatives.visit(firstItem, scores, from, count);
        candidates.visit(firstItem, scores, from, count);
    }

    /** The outcome after the last block. */
    UserRanking finish() {
        RankedItems ranked = candidates.ranked();
        float[] scores = relevant.scores();
        double[] ranks = missed();
        double[] sampledRanks = missed();
        for (int i = 0; i < scores.length; i++) {
            ranks[i] = ranked.averageRank(scores[i]);
            sampledRanks[i] = relevant.averageRank(scores[i]) + negatives.ahead(scores[i]);
        }
        return new UserRanking(query, ranked, ranks, sampledRanks);
    }

    /** A rank for each relevant item, those of unknown ones last, which are no candidates. */
    private double[] missed() {
        double[] ranks = new double[query.relevantCount()];
        Arrays.fill(ranks, Double.POSITIVE_INFINITY);
        return ranks;
    }
}
