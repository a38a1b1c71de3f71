package org.campanile.serving.index;

import java.util.Arrays;
import org.campanile.core.Check;

/** Items with their scores, best first; of equal scores the lower index first. Immutable. */
public final class ScoredItems {
    private final int[] items;
    private final float[] scores;

    /** Takes the arrays over: the caller leaves them as they are. */
    ScoredItems(int[] items, float[] scores) {
        this.items = items;
        this.scores = scores;
    }

    /**
     * Items that are in order already.
     *
     * @param items  indices; copied
     * @param scores of the items; copied
     * @throws IllegalArgumentException when the items are not as many as scores, or not in order
     */
    public static ScoredItems of(int[] items, float[] scores) {
        Check.that(items.length == scores.length, "%d items have %d scores", items.length, scores.length);
        for (int i = 1; i < items.length; i++) {
            Check.that(
                    scores[i - 1] > scores[i] || (scores[i - 1] == scores[i] && items[i - 1] < items[i]),
                    "item %d of score %s stands before item %d of score %s",
                    items[i - 1],
                    scores[i - 1],
                    items[i],
                    scores[i]);
        }
        return new ScoredItems(items.clone(), scores.clone());
    }

    /** Number of items. */
    public int size() {
        return items.length;
    }

    /** The model's index of the item at a place, from 0. */
    public int item(int place) {
        return items[place];
    }

    /** The score of the item at a place, from 0. */
    public float score(int place) {
        return scores[place];
    }

    /** Indices of the items; a copy. */
    public int[] items() {
        return items.clone();
    }

    /** The scores of {@link #items()}; a copy. */
    public float[] scores() {
        return scores.clone();
    }

    /** The first items, all if there are fewer than {@code count}. */
    public ScoredItems first(int count) {
        return count >= items.length
                ? this
                : new ScoredItems(Arrays.copyOf(items, count), Arrays.copyOf(scores, count));
    }
}
