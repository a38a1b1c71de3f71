package org.campanile.core.evaluation;

/** Items that are no candidates, on the way of one user through the blocks of scores. */
final class ExcludedItems {
    private int[] items = new int[0];
    private int done;

    /** Begins with other items, ascending; kept until the next start. */
    void start(int[] ascending) {
        items = ascending;
        done = 0;
    }

    /** Begins anew with the same items. */
    void restart() {
        done = 0;
    }

    /** Replaces the scores of those items that are among the {@code count} from {@code firstItem} on. */
    void leaveOut(int firstItem, float[] scores, int from, int count) {
        for (; done < items.length && items[done] < firstItem + count; done++) {
            scores[from + items[done] - firstItem] = TopItems.EXCLUDED;
        }
    }
}
