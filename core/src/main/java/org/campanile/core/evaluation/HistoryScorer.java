package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.math.FloatMatrix;

/** Scores by what each user took, through weights between items that stay the caller's. */
public final class HistoryScorer implements ItemScorer {
    private final ItemWeights weights;
    private final ItemBlocks blocks;
    private final float[] row;
    private List<RankingQuery> users = List.of();

    public HistoryScorer(ItemWeights weights) {
        this(weights, new ItemBlocks(weights.items(), ItemBlocks.USUAL_WIDTH));
    }

    HistoryScorer(ItemWeights weights, ItemBlocks blocks) {
        this.weights = weights;
        this.blocks = blocks;
        this.row = new float[blocks.size(0)];
    }

    @Override
    public ItemBlocks blocks() {
        return blocks;
    }

    @Override
    public void select(List<RankingQuery> queries) {
        users = List.copyOf(queries);
    }

    @Override
    public void score(int block, FloatMatrix scores) {
        int size = blocks.size(block);
        for (int user = 0; user < users.size(); user++) {
            Arrays.fill(row, 0, size, 0f);
            for (int item : users.get(user).taken()) {
                weights.add(item, blocks.first(block), size, row);
            }
            scores.write(user, 0, row, 0, size);
        }
    }

    @Override
    public void close() {}
}
