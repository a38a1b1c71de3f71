package org.campanile.serving.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.shard.EntityKeys;

/**
 * Requests such as users would make, drawn from what a bundle knows: known users, and for models that read histories items
 * as often as training saw them.
 */
final class RequestSample {
    private static final int LONGEST_HISTORY = 10;

    private final EntityKeys users;
    private final ItemCatalogue items;
    private final long seed;
    private final double[] cumulative;

    RequestSample(EntityKeys users, ItemCatalogue items, long seed) {
        this.users = users;
        this.items = items;
        this.seed = seed;
        this.cumulative = new double[items.size()];
        for (int item = 1; item < cumulative.length; item++) {
            cumulative[item] = cumulative[item - 1] + items.count(item);
        }
    }

    /** The request of a number; equal for equal numbers. */
    UserRequest request(int number, boolean withHistory) {
        long hash = CounterRandom.hash(seed, number);
        Optional<String> user = users.size() < 2
                ? Optional.empty()
                : Optional.of(users.key(1 + CounterRandom.below(hash, users.size() - 1)));
        return new UserRequest(user, Map.of(), withHistory ? history(hash) : List.of());
    }

    private List<String> history(long hash) {
        List<String> history = new ArrayList<>();
        int length = 1 + CounterRandom.below(CounterRandom.hash(hash, 0), LONGEST_HISTORY);
        for (int place = 1; place <= length && items.size() > 1; place++) {
            history.add(items.id(item(CounterRandom.uniform(CounterRandom.hash(hash, place)))));
        }
        return history;
    }

    /** The item at a share of all occurrences, [0, 1). */
    private int item(float share) {
        double wanted = share * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, 1, cumulative.length, wanted);
        return Math.min(found >= 0 ? found + 1 : -found - 1, cumulative.length - 1);
    }
}
