package org.campanile.core.evaluation;

import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * Scores of items for users with K vectors each, their interests: the largest of the K dot products. Thus the list of a
 * user's best items is that of its interests' lists, merged.
 *
 * <p>Holds native memory for K times a tile of scores; used by one thread at a time.
 */
final class InterestScores implements AutoCloseable {
    private final ItemVectors items;
    private final int interests;
    private final FloatMatrix products;
    private final FloatMatrix lastProducts;
    private final float[] best;
    private final float[] other;

    /**
     * @param items     stay the caller's
     * @param interests K
     */
    InterestScores(ItemVectors items, int interests) {
        ItemBlocks blocks = items.blocks();
        int rows = Check.positive(interests, "interests") == 1 ? 1 : ScoreTile.USERS * interests;
        this.items = items;
        this.interests = interests;
        this.products = new FloatMatrix(rows, blocks.size(0));
        this.lastProducts = new FloatMatrix(rows, blocks.size(blocks.count() - 1));
        this.best = new float[blocks.size(0)];
        this.other = new float[blocks.size(0)];
    }

    /** Vectors of each user. */
    int interests() {
        return interests;
    }

    /**
     * Scores a block of items.
     *
     * @param vectors {@code [users * K, items.length()]}, the vectors of a user side by side; of at most
     *                {@link ScoreTile#USERS} users
     * @param scores  takes them; {@code [users, items of the block]}
     */
    void score(FloatMatrix vectors, int block, FloatMatrix scores) {
        if (interests == 1) {
            items.score(vectors, block, scores);
            return;
        }
        boolean isLast = block == items.blocks().count() - 1;
        FloatMatrix all = (isLast ? lastProducts : products).rowRange(0, vectors.rows());
        items.score(vectors, block, all);
        int width = scores.columns();
        for (int user = 0; user < scores.rows(); user++) {
            all.read(user * interests, 0, best, 0, width);
            for (int interest = 1; interest < interests; interest++) {
                all.read(user * interests + interest, 0, other, 0, width);
                Kernels.active().takeMax(other, 0, best, 0, width);
            }
            scores.write(user, 0, best, 0, width);
        }
    }

    @Override
    public void close() {
        products.close();
        lastProducts.close();
    }
}
