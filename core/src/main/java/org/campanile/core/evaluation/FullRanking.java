package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;

/**
 * Ranks all items for each user, exactly: no sampled candidates (Krichene and Rendle, 2020, show why).
 *
 * <p>Works on some dozens of users at a time. Their scores for one block of items after the other pass through a single
 * tile {@code [users, block]}; of each user only the best items stay, so that memory depends neither on the number of
 * users nor on users times items. One pass gives both lists and ranks, from the same scores.
 *
 * <p>Holds native memory until closed, the scorer not included; used by one thread at a time.
 */
public final class FullRanking implements AutoCloseable {
    private static final int USERS_PER_TILE = 64;

    private final ItemScorer scorer;
    private final ItemBlocks blocks;
    private final int depth;
    private final FloatMatrix tile;
    private final FloatMatrix lastTile;
    private final float[] row;

    /** @param depth length of the lists; ranks are exact where they are below it */
    public FullRanking(ItemScorer scorer, int depth) {
        this.scorer = scorer;
        this.blocks = scorer.blocks();
        this.depth = Check.positive(depth, "depth");
        this.tile = new FloatMatrix(USERS_PER_TILE, blocks.size(0));
        this.lastTile = new FloatMatrix(USERS_PER_TILE, blocks.size(blocks.count() - 1));
        this.row = new float[blocks.size(0)];
    }

    /**
     * Ranks the items for each user, in the order of the queries.
     *
     * @throws CampanileException when a score is not finite
     * @throws IllegalArgumentException when a relevant or seen item is not among the scorer's items
     */
    public void rank(Iterator<RankingQuery> queries, Consumer<UserRanking> results) {
        List<UserPass> passes = new ArrayList<>();
        int[] users = new int[USERS_PER_TILE];
        while (queries.hasNext()) {
            passes.clear();
            while (queries.hasNext() && passes.size() < USERS_PER_TILE) {
                RankingQuery query = queries.next();
                Check.that(
                        query.largestItem() < blocks.items(),
                        "item %d of user %d is not among the %d items",
                        query.largestItem(),
                        query.user(),
                        blocks.items());
                users[passes.size()] = query.user();
                passes.add(new UserPass(query, depth));
            }
            scorer.select(users, passes.size());
            visitBlocks(passes);
            passes.forEach(pass -> results.accept(pass.finish()));
        }
    }

    private void visitBlocks(List<UserPass> passes) {
        for (int block = 0; block < blocks.count(); block++) {
            FloatMatrix scores = block == blocks.count() - 1 ? lastTile : tile;
            scorer.score(block, scores);
            for (int user = 0; user < passes.size(); user++) {
                scores.buffer().get(user * scores.columns(), row, 0, scores.columns());
                passes.get(user).visit(blocks.first(block), row, scores.columns());
            }
        }
    }

    @Override
    public void close() {
        tile.close();
        lastTile.close();
    }
}
