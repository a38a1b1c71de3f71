package org.campanile.serving.index;

import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.evaluation.TopItems;
import org.campanile.core.math.Kernels;

/** Gives items that were found by approximate scores their exact ones, and keeps the best. */
final class Rescoring {
    private static final Kernels KERNELS = Kernels.active();

    private final MappedBlocks items;

    Rescoring(MappedBlocks items) {
        this.items = items;
    }

    /**
     * The best {@code k} of some items.
     *
     * @param found indices, ascending, each once
     */
    ScoredItems best(int[] found, QueryVectors query, int k) {
        if (found.length == 0) {
            return new ScoredItems(found, new float[0]);
        }
        TopItems top = new TopItems(Math.min(k, found.length), item -> true);
        float[] vector = new float[items.dim()];
        float[] score = new float[1];
        for (int item : found) {
            items.read(item, vector, 0);
            score[0] = score(query, vector);
            top.offer(item, score, 0, 1);
        }
        return ExactSearch.scored(top.ranked());
    }

    private static float score(QueryVectors query, float[] item) {
        float best = Float.NEGATIVE_INFINITY;
        for (int interest = 0; interest < query.count(); interest++) {
            best = Math.max(best, KERNELS.dot(query.numbers(), interest * item.length, item, 0, item.length));
        }
        return best;
    }
}
