package org.campanile.core.evaluation;

import java.util.Arrays;

/**
 * The deciles of the candidates by training interactions: group 0 holds the tenth that fewest users took, group 9 that which
 * most took. Items of the same number are all in the group of their average place, so that groups may differ in size.
 * Immutable; safe for use by several threads.
 */
public final class PopularityGroups {
    /** Number of groups. */
    public static final int COUNT = 10;

    private static final int NO_CANDIDATE = -1;

    private final int[] groups;
    private final long[] sizes = new long[COUNT];

    /** @param popularity training interactions of each item, by index */
    public PopularityGroups(long[] popularity, Candidates candidates) {
        long[] ascending = new long[candidates.count()];
        for (int place = 0; place < ascending.length; place++) {
            ascending[place] = popularity[candidates.item(place)];
        }
        Arrays.sort(ascending);
        int[] groupOfPlace = groupsOfPlaces(ascending);
        this.groups = new int[popularity.length];
        Arrays.fill(groups, NO_CANDIDATE);
        for (int place = 0; place < ascending.length; place++) {
            int item = candidates.item(place);
            int group = groupOfPlace[Arrays.binarySearch(ascending, popularity[item])];
            groups[item] = group;
            sizes[group]++;
        }
    }

    /** The group of the average place of all equal numbers, for each place. */
    private static int[] groupsOfPlaces(long[] ascending) {
        int[] result = new int[ascending.length];
        int first = 0;
        while (first < ascending.length) {
            int end = first + 1;
            while (end < ascending.length && ascending[end] == ascending[first]) {
                end++;
            }
            long average = (first + end - 1L) / 2;
            Arrays.fill(result, first, end, (int) (average * COUNT / ascending.length));
            first = end;
        }
        return result;
    }

    /** Whether the item is a candidate, and so in a group. */
    boolean contains(int item) {
        return groups[item] != NO_CANDIDATE;
    }

    /** The group of a candidate. */
    int of(int item) {
        return groups[item];
    }

    /** Number of candidates in a group. */
    long size(int group) {
        return sizes[group];
    }
}
