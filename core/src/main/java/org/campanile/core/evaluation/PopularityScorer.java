package org.campanile.core.evaluation;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.campanile.core.math.FloatMatrix;

/**
 * The most-popular baseline: every user gets the items in the order of their number of training interactions.
 *
 * <p>An item's score is the place of its number among the different numbers, which single precision holds exactly where
 * it would round large numbers of interactions: items tie exactly when their numbers are equal.
 */
public final class PopularityScorer implements ItemScorer {
    private final ItemBlocks blocks;
    private final float[] places;
    private int users;

    /** @param counts training interactions by item index; index 0 is the unknown item */
    public PopularityScorer(long[] counts) {
        this.blocks = new ItemBlocks(counts.length, ItemBlocks.USUAL_WIDTH);
        long[] different = LongStream.of(counts).sorted().distinct().toArray();
        this.places = new float[counts.length];
        for (int item = 0; item < counts.length; item++) {
            places[item] = Arrays.binarySearch(different, counts[item]);
        }
    }

    @Override
    public ItemBlocks blocks() {
        return blocks;
    }

    @Override
    public void select(List<RankingQuery> chosen) {
        users = chosen.size();
    }

    @Override
    public void score(int block, FloatMatrix scores) {
        FloatBuffer buffer = scores.buffer();
        for (int user = 0; user < users; user++) {
            buffer.put(user * scores.columns(), places, blocks.first(block), blocks.size(block));
        }
    }

    @Override
    public void close() {}
}
