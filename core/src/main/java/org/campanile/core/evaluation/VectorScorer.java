package org.campanile.core.evaluation;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;

/**
 * Scores of a retrieval model: dot products of user and item vectors, computed as matrix products, of several vectors of a
 * user the largest. The item vectors are computed once, at construction, and kept.
 *
 * <p>Holds native memory for all item vectors until closed; the model stays the caller's, and must not change meanwhile.
 */
public final class VectorScorer implements ItemScorer {
    private final RetrievalModel model;
    private final ItemVectors items;
    private final InterestScores scores;
    private final UserQueries users = new UserQueries();
    private FloatMatrix vectors;
    private FloatMatrix chosen;

    /** Prepares to score the model's items 0 to {@code items - 1}. */
    public VectorScorer(RetrievalModel model, int items) {
        this(model, new ItemBlocks(items, ItemBlocks.USUAL_WIDTH));
    }

    VectorScorer(RetrievalModel model, ItemBlocks blocks) {
        this.model = model;
        this.items = ItemVectors.of(model, blocks);
        this.scores = new InterestScores(items, model.interests());
        this.vectors = new FloatMatrix(model.interests(), model.vectorSize());
        this.chosen = vectors;
    }

    @Override
    public ItemBlocks blocks() {
        return items.blocks();
    }

    @Override
    public void select(List<RankingQuery> queries) {
        users.clear();
        queries.forEach(query -> users.add(query.user(), query.history()));
        int rows = users.size() * model.interests();
        if (vectors.rows() < rows) {
            vectors.close();
            vectors = new FloatMatrix(rows, model.vectorSize());
        }
        chosen = vectors.rowRange(0, rows);
        model.userVectors(users, chosen);
    }

    @Override
    public void score(int block, FloatMatrix out) {
        scores.score(chosen, block, out);
    }

    @Override
    public void close() {
        vectors.close();
        scores.close();
        items.close();
    }
}
