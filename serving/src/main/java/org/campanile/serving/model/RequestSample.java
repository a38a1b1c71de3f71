package org.campanile.serving.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.shard.EntityKeys;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.index.VectorSearch;

/**
 * Requests such as users would make, drawn from what a bundle knows: known users, and for models that read histories items of
 * one to three tastes. A taste is an item, drawn as often as training saw it, and those nearest to it.
 */
final class RequestSample {
    private static final int LONGEST_HISTORY = 10;
    private static final int MOST_TASTES = 3;
    private static final int ITEMS_OF_A_TASTE = 32;

    /* Numbers that the hash of a request is hashed with; places in the history are numbers from 0 on. */
    private static final int TASTES = -1;
    private static final int LENGTH = -2;
    private static final int FIRST_TASTE = -3;

    private final EntityKeys users;
    private final ItemCatalogue items;
    private final VectorIndex index;
    private final long seed;
    private final double[] cumulative;

    /** @param index of all items, which scores them exactly */
    RequestSample(EntityKeys users, ItemCatalogue items, VectorIndex index, long seed) {
        this.users = users;
        this.items = items;
        this.index = index;
        this.seed = seed;
        this.cumulative = new double[items.size()];
        for (int item = 1; item < cumulative.length; item++) {
            cumulative[item] = cumulative[item - 1] + items.count(item);
        }
    }

    /** Requests without histories; equal for equal seeds. */
    List<UserRequest> ofUsers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> request(number, List.of()))
                .toList();
    }

    /** The same with histories. */
    List<UserRequest> withHistories(int count) {
        if (items.size() < 2) {
            return ofUsers(count);
        }
        List<ScoredItems> tastes = tastes(count);
        List<UserRequest> requests = new ArrayList<>(count);
        int first = 0;
        for (int number = 0; number < count; number++) {
            int own = tastes(hash(number));
            requests.add(request(number, history(hash(number), tastes.subList(first, first + own))));
            first += own;
        }
        return requests;
    }

    private UserRequest request(int number, List<String> history) {
        Optional<String> user = users.size() < 2
                ? Optional.empty()
                : Optional.of(users.key(1 + CounterRandom.below(hash(number), users.size() - 1)));
        return new UserRequest(user, Map.of(), history);
    }

    private long hash(int number) {
        return CounterRandom.hash(seed, number);
    }

    /** The items of all tastes of the requests, one request after the other. */
    private List<ScoredItems> tastes(int count) {
        List<VectorSearch> searches = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            for (int taste = 0; taste < tastes(hash(number)); taste++) {
                int item = item(CounterRandom.uniform(CounterRandom.hash(hash(number), FIRST_TASTE - taste)));
                searches.add(new VectorSearch(index.vector(item), ITEMS_OF_A_TASTE));
            }
        }
        return index.search(searches);
    }

    /** How many tastes a request has. */
    private static int tastes(long request) {
        return 1 + CounterRandom.below(CounterRandom.hash(request, TASTES), MOST_TASTES);
    }

    private List<String> history(long request, List<ScoredItems> tastes) {
        int length = 1 + CounterRandom.below(CounterRandom.hash(request, LENGTH), LONGEST_HISTORY);
        List<String> history = new ArrayList<>(length);
        for (int place = 0; place < length; place++) {
            long draw = CounterRandom.hash(request, place);
            int[] taste = tastes.get(CounterRandom.below(draw, tastes.size())).items();
            history.add(items.id(taste[CounterRandom.below(CounterRandom.hash(draw, 0), taste.length)]));
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
