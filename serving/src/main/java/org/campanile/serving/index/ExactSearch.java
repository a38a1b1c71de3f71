package org.campanile.serving.index;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.evaluation.RankedItems;
import org.campanile.core.evaluation.TopItems;
import org.campanile.core.math.Kernels;
import org.campanile.core.math.NativeMatrix;

/**
 * Finds the best items by the dot products of all of them: one pass over the item vectors, block by block, serves some
 * searches at once.
 */
final class ExactSearch {
    private static final Kernels KERNELS = Kernels.active();

    private final List<? extends NativeMatrix> blocks;
    private final int items;
    private final ScratchPool scratches;

    /** @param blocks vectors of consecutive items, from item 0 on; no block has more than the first */
    ExactSearch(List<? extends NativeMatrix> blocks) {
        this.blocks = List.copyOf(blocks);
        this.items = blocks.stream().mapToInt(NativeMatrix::rows).sum();
        this.scratches = new ScratchPool(blocks.get(0).columns(), blocks.get(0).rows());
    }

    /** The best items of each search, in order. */
    List<ScoredItems> search(List<VectorSearch> searches) {
        List<ScoredItems> found = new ArrayList<>(searches.size());
        int first = 0;
        while (first < searches.size()) {
            int end = first + 1;
            int vectors = searches.get(first).query().count();
            while (end < searches.size() && vectors + searches.get(end).query().count() <= ScratchPool.VECTORS) {
                vectors += searches.get(end++).query().count();
            }
            searchTogether(searches.subList(first, end), vectors, found);
            first = end;
        }
        return found;
    }

    private void searchTogether(List<VectorSearch> searches, int vectors, List<ScoredItems> found) {
        List<TopItems> tops = new ArrayList<>(searches.size());
        searches.forEach(search -> tops.add(top(search)));
        Scratch scratch = scratches.take(vectors);
        try {
            int row = 0;
            for (VectorSearch search : searches) {
                scratch.setQuery(row, search.query());
                row += search.query().count();
            }
            int firstItem = 0;
            for (NativeMatrix block : blocks) {
                scratch.multiply(vectors, block);
                offer(searches, tops, scratch, firstItem, block.rows());
                firstItem += block.rows();
            }
        } finally {
            scratches.giveBack(scratch);
        }
        tops.forEach(top -> found.add(scored(top.ranked())));
    }

    private TopItems top(VectorSearch search) {
        return new TopItems(Math.min(search.k(), items), search::accepts);
    }

    private static void offer(
            List<VectorSearch> searches, List<TopItems> tops, Scratch scratch, int firstItem, int width) {
        int row = 0;
        for (int i = 0; i < searches.size(); i++) {
            int count = searches.get(i).query().count();
            float[] best = scratch.products(row, width);
            for (int interest = 1; interest < count; interest++) {
                KERNELS.takeMax(scratch.otherProducts(row + interest, width), 0, best, 0, width);
            }
            tops.get(i).offer(firstItem, best, 0, width);
            row += count;
        }
    }

    static ScoredItems scored(RankedItems ranked) {
        return new ScoredItems(ranked.items(), ranked.scores());
    }

    /** Gives memory back; no search must be under way. */
    void close() {
        scratches.close();
    }
}
