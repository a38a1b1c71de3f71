package org.campanile.towers;

import org.campanile.core.batch.JaggedIds;
import org.campanile.core.math.CounterRandom;

/**
 * The items of users' histories that take part, and the place of each, counted from the newest, 0.
 *
 * <pre>
 * history [4, 0, 9, 7], the newest last, at most 3, nothing dropped
 * items   [9, 7]           index 0 stands for an item that nothing is known of
 * places  [1, 0]
 * </pre>
 *
 * <p>Mutable and reused; owned by one thread at a time.
 */
final class HistoryRows {
    private final int maxLength;
    private final JaggedIds items = new JaggedIds();
    private final JaggedIds places = new JaggedIds();
    private final int[] kept;
    private final int[] keptPlaces;

    /** @param maxLength items of a history at most; of longer ones the newest count */
    HistoryRows(int maxLength) {
        this.maxLength = maxLength;
        this.kept = new int[maxLength];
        this.keptPlaces = new int[maxLength];
    }

    void clear() {
        items.clear();
        places.clear();
    }

    /** Adds a whole history. */
    void add(JaggedIds histories, int row) {
        add(histories, row, 0, 0L);
    }

    /**
     * Adds a history of which each item but the newest is left out with some probability.
     *
     * @param dropout the probability
     * @param key     of the random draws
     */
    void add(JaggedIds histories, int row, double dropout, long key) {
        int end = histories.start(row + 1);
        int begin = Math.max(histories.start(row), end - maxLength);
        int count = 0;
        for (int i = begin; i < end; i++) {
            int place = end - 1 - i;
            boolean stays =
                    place == 0 || dropout == 0 || CounterRandom.uniform(CounterRandom.hash(key, place)) >= dropout;
            if (stays && histories.values()[i] != 0) {
                kept[count] = histories.values()[i];
                keptPlaces[count++] = place;
            }
        }
        items.addRow(kept, 0, count);
        places.addRow(keptPlaces, 0, count);
    }

    /** The items, a row for each user, the newest last. */
    JaggedIds items() {
        return items;
    }

    /** The places of the items, from 0 to {@code maxLength - 1}. */
    JaggedIds places() {
        return places;
    }

    /** Number of a user's items. */
    int length(int user) {
        return items.start(user + 1) - items.start(user);
    }
}
