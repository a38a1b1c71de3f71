package org.campanile.core.negative;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Makes items of users from lists, for tests. */
public final class UserItemsFixture {
    private UserItemsFixture() {}

    /**
     * Makes them.
     *
     * @param items of each user, in any order
     */
    public static UserItems of(int[][] items) {
        int[] starts = new int[items.length + 1];
        for (int user = 0; user < items.length; user++) {
            starts[user + 1] = starts[user] + items[user].length;
        }
        return UserItems.of(
                starts, Arrays.stream(items).flatMapToInt(IntStream::of).toArray());
    }
}
