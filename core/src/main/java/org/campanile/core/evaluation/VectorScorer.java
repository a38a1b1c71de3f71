package org.campanile.core.evaluation;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.Transpose;
import org.campanile.core.model.RetrievalModel;

/**
 * Scores of a two-tower model: dot products of user and item vectors, computed as matrix products. The item vectors are
 * computed once, at construction, and kept.
 *
 * <p>Holds native memory for all item vectors until closed; the model stays the caller's, and must not change meanwhile.
 */
public final class VectorScorer implements ItemScorer {
    private final RetrievalModel model;
    private final ItemBlocks blocks;
    private final FloatMatrix[] items;
    private FloatMatrix users;
    private int chosen;

    /** Prepares to score the model's items 0 to {@code items - 1}. */
    public VectorScorer(RetrievalModel model, int items) {
        this(model, new ItemBlocks(items, ItemBlocks.USUAL_WIDTH));
    }

    VectorScorer(RetrievalModel model, ItemBlocks blocks) {
        this.model = model;
        this.blocks = blocks;
        this.items = new FloatMatrix[blocks.count()];
        this.users = new FloatMatrix(1, model.vectorSize());
        int[] indices = new int[blocks.size(0)];
        for (int block = 0; block < items.length; block++) {
            int size = blocks.size(block);
            for (int i = 0; i < size; i++) {
                indices[i] = blocks.first(block) + i;
            }
            items[block] = new FloatMatrix(size, model.vectorSize());
            model.itemVectors(indices, 0, size, items[block]);
        }
    }

    @Override
    public ItemBlocks blocks() {
        return blocks;
    }

    @Override
    public void select(int[] chosenUsers, int count) {
        if (users.rows() < count) {
            users.close();
            users = new FloatMatrix(count, model.vectorSize());
        }
        model.userVectors(chosenUsers, 0, count, users);
        chosen = count;
    }

    @Override
    public void score(int block, FloatMatrix scores) {
        MatrixProducts.multiply(
                users.rowRange(0, chosen),
                Transpose.NO,
                items[block],
                Transpose.YES,
                1f,
                0f,
                scores.rowRange(0, chosen));
    }

    @Override
    public void close() {
        users.close();
        for (FloatMatrix block : items) {
            block.close();
        }
    }
}
