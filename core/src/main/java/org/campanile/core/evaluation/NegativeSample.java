package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.campanile.core.Check;
import org.campanile.core.math.CounterRandom;

/**
 * A random sample of each user's negatives, the candidates that are neither seen nor relevant, uniform and without
 * repetition. Metrics over such a sample can order models otherwise than those over all items do (Krichene and Rendle,
 * 2020): they are for comparison with numbers that were published that way.
 *
 * <p>A sample is a function of seed and user, the same for every model. Immutable.
 */
public final class NegativeSample {
    private final int size;
    private final long seed;

    /** @param size negatives of each user; 0 for none */
    public NegativeSample(int size, long seed) {
        this.size = Check.notNegative(size, "size");
        this.seed = seed;
    }

    /** Nothing is sampled. */
    public static NegativeSample none() {
        return new NegativeSample(0, 0);
    }

    /** Whether there are samples. */
    public boolean isWanted() {
        return size > 0;
    }

    /** The user's negatives, ascending; all of them if there are not more. */
    int[] of(RankingQuery query, Candidates candidates) {
        int[] left = IntStream.concat(IntStream.of(query.excluded()), IntStream.of(query.relevant()))
                .filter(candidates::contains)
                .sorted()
                .toArray();
        int negatives = candidates.count() - left.length;
        if (negatives <= size) {
            return IntStream.range(0, candidates.count())
                    .map(candidates::item)
                    .filter(item -> Arrays.binarySearch(left, item) < 0)
                    .toArray();
        }
        // Floyd's way to draw without repetition: the j-th draw is among the first negatives - size + j + 1 negatives,
        // and
        // one that was drawn before stands for the last of these.
        long userSeed = CounterRandom.hash(seed, query.user());
        int[] places = new int[size];
        for (int draw = 0; draw < size; draw++) {
            int bound = negatives - size + draw + 1;
            int place = CounterRandom.below(CounterRandom.hash(userSeed, draw), bound);
            boolean isDrawn = Arrays.binarySearch(places, 0, draw, place) >= 0;
            insert(places, draw, isDrawn ? bound - 1 : place);
        }
        return items(places, left, candidates);
    }

    private static void insert(int[] ascending, int count, int value) {
        int at = count;
        while (at > 0 && ascending[at - 1] > value) {
            ascending[at] = ascending[at - 1];
            at--;
        }
        ascending[at] = value;
    }

    /** The negatives of these places among the user's negatives, both ascending. */
    private static int[] items(int[] places, int[] left, Candidates candidates) {
        int[] items = new int[places.length];
        int skipped = 0;
        for (int i = 0; i < places.length; i++) {
            int item = candidates.item(places[i] + skipped);
            while (skipped < left.length && left[skipped] <= item) {
                skipped++;
                item = candidates.item(places[i] + skipped);
            }
            items[i] = item;
        }
        return items;
    }
}
