package org.campanile.core.evaluation;

import java.util.List;
import org.campanile.core.math.FloatMatrix;

/** Scores items for users, one block of items at a time; the higher the better. Used by one thread at a time. */
public interface ItemScorer extends AutoCloseable {
    /** The items and the blocks in which they are scored. */
    ItemBlocks blocks();

    /** Chooses the users that {@link #score} is about, at most some hundreds. */
    void select(List<RankingQuery> users);

    /**
     * Scores a block of items for the chosen users.
     *
     * @param scores takes the score of the block's item {@code i} for the chosen user {@code u} at {@code (u, i)};
     *     {@code [chosen users, blocks().size(block)]}
     */
    void score(int block, FloatMatrix scores);

    @Override
    void close();
}
