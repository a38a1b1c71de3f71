package org.campanile.core.evaluation;

import java.util.Arrays;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * The best candidates among those offered so far, at most {@code depth}, and the number of others that tie with the
 * worst of them. Together they tell the exact average rank of every candidate that is not worse than the worst one kept:
 * whatever was not kept is worse, or is one of the counted ties.
 */
final class TopItems {
    /** The score of an item that is no candidate. */
    static final float EXCLUDED = Float.NEGATIVE_INFINITY;

    /*
     * A binary heap with the worst item on top: the lowest score, of equal ones the highest index. Since items are
     * offered by ascending index, a newcomer that ties with the worst item is never kept.
     */
    private final int[] items;
    private final float[] scores;
    private int size;
    private float worst = EXCLUDED;
    private int tiedWithWorst;

    TopItems(int depth) {
        Check.positive(depth, "depth");
        this.items = new int[depth];
        this.scores = new float[depth];
    }

    /** Offers {@code count} items from {@code firstItem} on, with their scores; indices ascend from call to call. */
    void offer(int firstItem, float[] offered, int count) {
        for (int i = 0; i < count; i++) {
            if (!(offered[i] < worst)) {
                consider(firstItem + i, offered[i]);
            }
        }
    }

    private void consider(int item, float score) {
        if (score == EXCLUDED) {
            return;
        }
        checkFinite(item, score);
        if (size < items.length) {
            append(item, score);
        } else if (score == worst) {
            tiedWithWorst++;
        } else {
            replaceWorst(item, score);
        }
    }

    /** Fails for a score that a model in good order does not give. */
    static void checkFinite(int item, float score) {
        if (!Float.isFinite(score)) {
            throw new CampanileException("The model gave item " + item + " the score " + score
                    + ": its training has diverged; train with lower learning rates.");
        }
    }

    private void append(int item, float score) {
        int child = size++;
        items[child] = item;
        scores[child] = score;
        while (child > 0 && isWorse(child, (child - 1) / 2)) {
            swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
        if (size == items.length) {
            worst = scores[0];
        }
    }

    private void replaceWorst(int item, float score) {
        items[0] = item;
        scores[0] = score;
        siftDown(size);
        if (scores[0] == worst) {
            tiedWithWorst++; // the one that has just been dropped
        } else {
            worst = scores[0];
            tiedWithWorst = 0;
        }
    }

    private void siftDown(int end) {
        int parent = 0;
        while (2 * parent + 1 < end) {
            int child = 2 * parent + 1;
            if (child + 1 < end && isWorse(child + 1, child)) {
                child++;
            }
            if (!isWorse(child, parent)) {
                return;
            }
            swap(child, parent);
            parent = child;
        }
    }

    private boolean isWorse(int a, int b) {
        return scores[a] < scores[b] || (scores[a] == scores[b] && items[a] > items[b]);
    }

    private void swap(int a, int b) {
        int item = items[a];
        items[a] = items[b];
        items[b] = item;
        float score = scores[a];
        scores[a] = scores[b];
        scores[b] = score;
    }

    /** What was kept, best first. Nothing can be offered afterwards. */
    RankedItems ranked() {
        for (int end = size - 1; end > 0; end--) {
            swap(0, end);
            siftDown(end);
        }
        return new RankedItems(Arrays.copyOf(items, size), Arrays.copyOf(scores, size), tiedWithWorst);
    }
}
