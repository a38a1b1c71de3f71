package org.campanile.core.negative;

import java.util.Arrays;
import org.campanile.core.Check;

/**
 * Some items of each user, each once, in the order of their indices. Takes 4 bytes per pair of user and item, and 4 per
 * user. Immutable; safe for use by several threads.
 */
public final class UserItems {
    private final int[] starts;
    private final int[] items;

    /**
     * @param starts where each user's items begin, and where the last ones end
     * @param items  ascending for each user
     */
    private UserItems(int[] starts, int[] items) {
        this.starts = starts;
        this.items = items;
    }

    /** No items for any of so many users. */
    public static UserItems none(int users) {
        return new UserItems(new int[users + 1], new int[0]);
    }

    /**
     * Sorts the items of each user, and leaves out what comes twice and the unknown item.
     *
     * @param starts where each user's items begin, and where the last ones end; becomes the object's own
     * @param items  in any order; becomes the object's own
     */
    static UserItems of(int[] starts, int[] items) {
        int kept = 0;
        int begin = 0;
        for (int user = 0; user + 1 < starts.length; user++) {
            int end = starts[user + 1];
            Arrays.sort(items, begin, end);
            starts[user] = kept;
            for (int place = begin; place < end; place++) {
                if (items[place] != 0 && (place == begin || items[place] != items[place - 1])) {
                    items[kept++] = items[place];
                }
            }
            begin = end;
        }
        starts[starts.length - 1] = kept;
        return new UserItems(starts, kept == items.length ? items : Arrays.copyOf(items, kept));
    }

    /** Number of users with the unknown one. */
    public int users() {
        return starts.length - 1;
    }

    /** Number of pairs of user and item. */
    public int pairs() {
        return items.length;
    }

    /** Number of the user's items. */
    public int count(int user) {
        return starts[user + 1] - starts[user];
    }

    /** One of the user's items, by its place from 0 to {@code count(user) - 1}. */
    public int item(int user, int place) {
        return items[starts[user] + place];
    }

    /** Whether the item is one of the user's; takes time in proportion to the logarithm of their number. */
    public boolean contains(int user, int item) {
        return Arrays.binarySearch(items, starts[user], starts[user + 1], item) >= 0;
    }

    /** The items of each user without those that others have for it. */
    public UserItems without(UserItems others) {
        Check.that(others.users() == users(), "%d users are not %d", others.users(), users());
        int[] left = new int[items.length];
        int[] leftStarts = new int[starts.length];
        int kept = 0;
        for (int user = 0; user < users(); user++) {
            for (int place = starts[user]; place < starts[user + 1]; place++) {
                if (!others.contains(user, items[place])) {
                    left[kept++] = items[place];
                }
            }
            leftStarts[user + 1] = kept;
        }
        return new UserItems(leftStarts, Arrays.copyOf(left, kept));
    }
}
