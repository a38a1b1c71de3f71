package org.campanile.core.evaluation;

import java.util.List;
import org.campanile.core.math.FloatMatrix;

/**
 * The scores of some users for one block of items after the other, in one tile {@code [users, block]} that stays in the
 * processor's cache between the product that writes it and the visitors that read it.
 *
 * <p>Holds native memory until closed; used by one thread at a time.
 */
final class ScoreTile implements AutoCloseable {
    /** Most users of a scan. OpenBLAS multiplies a block of items by fewer users at a lower speed. */
    static final int USERS = 256;

    private final ItemBlocks blocks;
    private final FloatMatrix tile;
    private final FloatMatrix lastTile;
    private final float[] row;

    ScoreTile(ItemBlocks blocks) {
        this.blocks = blocks;
        this.tile = new FloatMatrix(USERS, blocks.size(0));
        this.lastTile = new FloatMatrix(USERS, blocks.size(blocks.count() - 1));
        this.row = new float[blocks.size(0)];
    }

    /** Writes the scores of the scan's users for a block of items. */
    interface BlockScorer {
        /** Fills {@code scores}, {@code [users, items of the block]}. */
        void score(int block, FloatMatrix scores);
    }

    /** Leads all users, 1 to {@link #USERS}, through all blocks. */
    void scan(List<? extends ScoreVisitor> users, BlockScorer scorer) {
        FloatMatrix scores = tile.rowRange(0, users.size());
        FloatMatrix lastScores = lastTile.rowRange(0, users.size());
        for (int block = 0; block < blocks.count(); block++) {
            FloatMatrix current = block == blocks.count() - 1 ? lastScores : scores;
            scorer.score(block, current);
            visitRows(blocks.first(block), current, users);
        }
    }

    private void visitRows(int firstItem, FloatMatrix scores, List<? extends ScoreVisitor> users) {
        int width = scores.columns();
        for (int user = 0; user < users.size(); user++) {
            scores.buffer().get(user * width, row, 0, width);
            users.get(user).visit(firstItem, row, 0, width);
        }
    }

    @Override
    public void close() {
        tile.close();
        lastTile.close();
    }
}
