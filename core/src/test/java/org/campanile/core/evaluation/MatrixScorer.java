package org.campanile.core.evaluation;

import java.util.List;
import org.campanile.core.math.FloatMatrix;

/** Scores that are given: {@code [users, items]}. */
final class MatrixScorer implements ItemScorer {
    private final float[][] scores;
    private final ItemBlocks blocks;
    private int[] users = new int[0];

    MatrixScorer(float[][] scores, int width) {
        this.scores = scores;
        this.blocks = new ItemBlocks(scores[0].length, width);
    }

    @Override
    public ItemBlocks blocks() {
        return blocks;
    }

    @Override
    public void select(List<RankingQuery> chosen) {
        users = chosen.stream().mapToInt(RankingQuery::user).toArray();
    }

    @Override
    public void score(int block, FloatMatrix out) {
        for (int row = 0; row < users.length; row++) {
            for (int i = 0; i < blocks.size(block); i++) {
                out.set(row, i, scores[users[row]][blocks.first(block) + i]);
            }
        }
    }

    @Override
    public void close() {}
}
