package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.campanile.core.Check;

/**
 * A user whose items are to be ranked: all items but the unknown one and those already seen. An item that is relevant is
 * a candidate even if it was seen. Immutable.
 */
public final class RankingQuery {
    private static final int[] NO_ITEMS = {};

    private final int user;
    private final int[] history;
    private final int[] taken;
    private final int repeated;
    private final int[] relevant;
    private final int unknownRelevant;
    private final int[] excluded;

    /**
     * @param user     index of the user
     * @param seen     items to leave out, in any order
     * @param relevant items to find, in any order; repetitions count once, but each unknown item (index 0) by itself
     */
    public RankingQuery(int user, int[] seen, int[] relevant) {
        this(user, NO_ITEMS, seen, relevant);
    }

    /**
     * @param user     index of the user
     * @param history  items that the user took before, the newest last; for models that make vectors of them
     * @param seen     items to leave out, in any order
     * @param relevant items to find, in any order; repetitions count once, but each unknown item (index 0) by itself
     */
    public RankingQuery(int user, int[] history, int[] seen, int[] relevant) {
        this.user = Check.notNegative(user, "user");
        this.history = history.clone();
        this.taken = NO_ITEMS;
        this.repeated = 0;
        this.relevant = known(relevant);
        this.unknownRelevant =
                (int) IntStream.of(relevant).filter(item -> item == 0).count();
        this.excluded = IntStream.concat(
                        IntStream.of(0),
                        IntStream.of(known(seen)).filter(item -> Arrays.binarySearch(this.relevant, item) < 0))
                .toArray();
    }

    private RankingQuery(RankingQuery other, int[] taken, int repeated, int[] relevant, int unknownRelevant) {
        this.user = other.user;
        this.history = other.history;
        this.taken = taken;
        this.repeated = repeated;
        this.relevant = relevant;
        this.unknownRelevant = unknownRelevant;
        this.excluded = other.excluded;
    }

    /**
     * The same with the items that the user took before, for baselines that work from them.
     *
     * @param items in any order; relevant ones are left out, since they are to be found
     */
    public RankingQuery taken(int[] items) {
        int[] all = known(items);
        int[] others = IntStream.of(all)
                .filter(item -> Arrays.binarySearch(relevant, item) < 0)
                .toArray();
        return new RankingQuery(this, others, all.length - others.length, relevant, unknownRelevant);
    }

    /** The same with those relevant items alone that are candidates; without any that are unknown, unless all are. */
    public RankingQuery within(Candidates candidates) {
        if (candidates.isAll()) {
            return this;
        }
        int[] found = IntStream.of(relevant).filter(candidates::contains).toArray();
        return new RankingQuery(this, taken, repeated, found, 0);
    }

    private static int[] known(int[] items) {
        return IntStream.of(items)
                .filter(item -> Check.notNegative(item, "item") > 0)
                .sorted()
                .distinct()
                .toArray();
    }

    public int user() {
        return user;
    }

    /** Items that the user took before, the newest last; the query's own. */
    int[] history() {
        return history;
    }

    /** Number of items that the user took before and that models make vectors of. */
    public int historyLength() {
        return history.length;
    }

    /** Items that the user took before, but for relevant ones, ascending; the query's own. */
    int[] taken() {
        return taken;
    }

    /** Number of relevant items that the user took before. */
    public int repeated() {
        return repeated;
    }

    /** Number of relevant items, unknown ones included. */
    public int relevantCount() {
        return relevant.length + unknownRelevant;
    }

    /** Relevant items, the unknown ones apart, ascending. */
    int[] relevant() {
        return relevant;
    }

    /** Number of relevant items that are unknown, and so no candidates. */
    int unknownRelevant() {
        return unknownRelevant;
    }

    /** Items that are no candidates, ascending; index 0 never is one. */
    int[] excluded() {
        return excluded;
    }

    /** The highest item of either kind; 0 when there is none. */
    int largestItem() {
        return Math.max(last(relevant), last(excluded));
    }

    private static int last(int[] ascending) {
        return ascending.length == 0 ? 0 : ascending[ascending.length - 1];
    }
}
