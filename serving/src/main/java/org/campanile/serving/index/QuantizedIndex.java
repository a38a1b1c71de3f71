package org.campanile.serving.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.evaluation.TopItems;
import org.campanile.core.math.Kernels;
import org.campanile.core.math.MappedMatrix;

/**
 * Scores every item by a vector of bytes and a factor of its own, which take a quarter of the memory traffic, and gives the
 * best of them, some more than are asked for, their exact scores.
 */
final class QuantizedIndex extends FolderIndex {
    private static final Kernels KERNELS = Kernels.active();

    /** So many times as many items as are asked for get exact scores, and some more where few are asked for. */
    private static final int DEPTH_FACTOR = 2;

    private static final int DEPTH_MORE = 32;

    private final List<QuantizedBlock> blocks;
    private final Rescoring rescoring;

    QuantizedIndex(String version, MappedBlocks items) {
        super(version, items);
        this.blocks = new ArrayList<>(items.blocks().size());
        for (MappedMatrix block : items.blocks()) {
            blocks.add(QuantizedBlock.of(block));
        }
        this.rescoring = new Rescoring(items);
    }

    @Override
    List<ScoredItems> find(List<VectorSearch> searches) {
        return searches.stream().map(this::find).toList();
    }

    private ScoredItems find(VectorSearch search) {
        QueryVectors query = search.query();
        int depth = (int) Math.min((long) search.k() * DEPTH_FACTOR + DEPTH_MORE, size());
        TopItems top = new TopItems(depth, search::accepts);
        float[] best = new float[ITEMS_PER_BLOCK];
        float[] other = new float[ITEMS_PER_BLOCK];
        int firstItem = 0;
        for (QuantizedBlock block : blocks) {
            block.multiply(query, 0, best);
            for (int interest = 1; interest < query.count(); interest++) {
                block.multiply(query, interest, other);
                KERNELS.takeMax(other, 0, best, 0, block.items());
            }
            top.offer(firstItem, best, 0, block.items());
            firstItem += block.items();
        }
        int[] found = top.ranked().items();
        Arrays.sort(found);
        return rescoring.best(found, query, search.k());
    }

    @Override
    public void close() {}
}
