package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The items that may be recommended. The unknown item, index 0, never is one. Immutable; safe for use by several threads.
 */
public final class Candidates {
    private final int items;
    private final int[] included;
    private final int[] left;

    private Candidates(int items, int[] included, int[] left) {
        this.items = items;
        this.included = included;
        this.left = left;
    }

    /** All items from 1 to {@code items - 1}. */
    public static Candidates all(int items) {
        return of(items, item -> true);
    }

    /** Those of the items 1 to {@code items - 1} of which the condition holds. */
    public static Candidates of(int items, IntPredicate condition) {
        return new Candidates(
                items,
                IntStream.range(1, items).filter(condition).toArray(),
                IntStream.range(1, items).filter(condition.negate()).toArray());
    }

    /** Number of items, the unknown one and those that are no candidates included. */
    public int items() {
        return items;
    }

    /** Number of candidates. */
    public int count() {
        return included.length;
    }

    /** A candidate by its place in ascending order, from 0 to {@code count() - 1}. */
    public int item(int place) {
        return included[place];
    }

    /** Whether the item may be recommended. */
    public boolean contains(int item) {
        return item > 0 && item < items && (left.length == 0 || Arrays.binarySearch(left, item) < 0);
    }

    /** Whether every item but the unknown one may be recommended. */
    public boolean isAll() {
        return left.length == 0;
    }

    /** Items that are no candidates, the unknown one apart, ascending. */
    int[] left() {
        return left;
    }
}
