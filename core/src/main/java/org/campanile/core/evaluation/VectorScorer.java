package org.campanile.core.evaluation;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;

/**
 * Scores of a two-tower model: dot products of user and item vectors, computed as matrix products. The item vectors are
 * computed once, at construction, and kept.
 *
 * <p>Holds native memory for all item vectors until closed; the model stays the caller's, and must not change meanwhile.
 */
public final class VectorScorer implements ItemScorer {
    private final RetrievalModel model;
    private final ItemVectors items;
    private FloatMatrix users;
    private FloatMatrix chosen;

    /** Prepares to score the model's items 0 to {@code items - 1}. */
    public VectorScorer(RetrievalModel model, int items) {
        this(model, new ItemBlocks(items, ItemBlocks.USUAL_WIDTH));
    }

    VectorScorer(RetrievalModel model, ItemBlocks blocks) {
        this.model = model;
        this.items = ItemVectors.of(model, blocks);
        this.users = new FloatMatrix(1, model.vectorSize());
        this.chosen = users;
    }

    @Override
    public ItemBlocks blocks() {
        return items.blocks();
    }

    @Override
    public void select(int[] chosenUsers, int count) {
        if (users.rows() < count) {
            users.close();
            users = new FloatMatrix(count, model.vectorSize());
        }
        chosen = users.rowRange(0, count);
        model.userVectors(chosenUsers, 0, count, chosen);
    }

    @Override
    public void score(int block, FloatMatrix scores) {
        items.score(chosen, block, scores);
    }

    @Override
    public void close() {
        users.close();
        items.close();
    }
}
