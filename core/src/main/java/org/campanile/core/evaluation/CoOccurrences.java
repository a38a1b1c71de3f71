package org.campanile.core.evaluation;

import org.campanile.core.Check;
import org.campanile.core.negative.UserItems;

/**
 * How many users have both of two items, one item after the other. Counting for all items takes as many steps as there
 * are pairs of items of one user, summed over users.
 *
 * <p>Mutable; used by one thread.
 */
final class CoOccurrences {
    private final UserItems users;
    private final int[] starts;
    private final int[] usersOfItems;
    private final int[] counts;
    private final int[] others;
    private int found;

    /**
     * @param users the items of each user
     * @param items number of items, the unknown one included
     */
    CoOccurrences(UserItems users, int items) {
        this.users = users;
        this.starts = new int[Check.positive(items, "items") + 1];
        this.usersOfItems = new int[users.pairs()];
        this.counts = new int[items];
        this.others = new int[items];
        transpose();
    }

    private void transpose() {
        forEachPair((user, item) -> starts[item + 1]++);
        for (int item = 1; item < starts.length; item++) {
            starts[item] += starts[item - 1];
        }
        int[] next = starts.clone();
        forEachPair((user, item) -> usersOfItems[next[item]++] = user);
    }

    private interface PairConsumer {
        void accept(int user, int item);
    }

    private void forEachPair(PairConsumer consumer) {
        for (int user = 0; user < users.users(); user++) {
            for (int place = 0; place < users.count(user); place++) {
                consumer.accept(user, users.item(user, place));
            }
        }
    }

    /** Pairs of items of one user, in both orders and each item with itself, summed over users. */
    static long pairs(UserItems users) {
        long pairs = 0;
        for (int user = 0; user < users.users(); user++) {
            pairs += (long) users.count(user) * users.count(user);
        }
        return pairs;
    }

    int items() {
        return counts.length;
    }

    /** Users who have the item. */
    int users(int item) {
        return starts[item + 1] - starts[item];
    }

    /** Counts for another item. */
    void count(int item) {
        for (int i = 0; i < found; i++) {
            counts[others[i]] = 0;
        }
        found = 0;
        for (int place = starts[item]; place < starts[item + 1]; place++) {
            int user = usersOfItems[place];
            for (int i = 0; i < users.count(user); i++) {
                int other = users.item(user, i);
                if (counts[other]++ == 0) {
                    others[found++] = other;
                }
            }
        }
    }

    /** Number of items that share users with the one counted for, itself included. */
    int found() {
        return found;
    }

    /** One of these items, in no order, by its place from 0 to {@code found() - 1}. */
    int other(int place) {
        return others[place];
    }

    /** Users who have both the item counted for and this one. */
    int with(int other) {
        return counts[other];
    }
}
