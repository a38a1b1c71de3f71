package org.campanile.core.evaluation;

import java.util.Arrays;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.negative.UserItems;

/**
 * The baseline ItemKNN (Deshpande and Karypis, TOIS 2004) with cosine and shrinkage, as in Dacrema, Cremonesi and Jannach,
 * "Are We Really Making Much Progress?", RecSys 2019: with {@code c_ij} the users who have both items and {@code c_i} those
 * who have the first, items are similar by
 *
 * <pre>
 * s_ij = c_ij / (sqrt(c_i c_j) + shrink)
 * </pre>
 *
 * <p>and {@code weight(i, j)} is {@code s_ij} where {@code i} is among the {@code neighbours} items that are most similar to
 * the candidate {@code j}, of equal ones the lower index first, and 0 elsewhere.
 */
public final class ItemNeighbours implements ItemWeights {
    /** By the user's item: where its candidates begin, and where the last ones end. */
    private final int[] starts;

    private final int[] candidates;
    private final float[] similarities;

    private ItemNeighbours(int[] starts, int[] candidates, float[] similarities) {
        this.starts = starts;
        this.candidates = candidates;
        this.similarities = similarities;
    }

    /**
     * Finds the neighbours of all items.
     *
     * @param users      the items of each user
     * @param items      number of items, the unknown one included
     * @param shrink     at least 0: lowers the similarity of items that few users have
     * @param neighbours of each candidate; 0 for all items that share a user with it
     * @throws CampanileException when there are more than 2^31 - 9 neighbours together
     */
    public static ItemNeighbours of(UserItems users, int items, double shrink, int neighbours) {
        Check.that(shrink >= 0, "shrink must be at least 0, but is %s", shrink);
        Check.notNegative(neighbours, "neighbours");
        CoOccurrences shared = new CoOccurrences(users, items);
        long[][] nearest = new long[items][];
        long[] buffer = new long[items];
        long total = 0;
        for (int item = 0; item < items; item++) {
            nearest[item] = nearest(shared, item, shrink, neighbours, buffer);
            total += nearest[item].length;
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw new CampanileException("The baseline item-knn has " + total + " pairs of neighbours, more than a"
                    + " process can hold: set evaluation.item-knn.neighbours to a number below " + items + ".");
        }
        return transposed(nearest, (int) total);
    }

    /** The items most similar to a candidate with their similarities, in no order. */
    private static long[] nearest(CoOccurrences shared, int item, double shrink, int neighbours, long[] buffer) {
        shared.count(item);
        int found = 0;
        for (int place = 0; place < shared.found(); place++) {
            int other = shared.other(place);
            if (other != item) {
                double norms = Math.sqrt((double) shared.users(item) * shared.users(other));
                buffer[found++] = Candidate.of(other, (float) (shared.with(other) / (norms + shrink)));
            }
        }
        int kept = neighbours == 0 ? found : Math.min(neighbours, found);
        if (kept < found) {
            Quickselect.largestFirst(buffer, found, kept);
        }
        return Arrays.copyOf(buffer, kept);
    }

    /** From the neighbours of each candidate to the candidates of each neighbour. */
    private static ItemNeighbours transposed(long[][] nearest, int total) {
        int[] starts = new int[nearest.length + 1];
        for (long[] neighbours : nearest) {
            for (long neighbour : neighbours) {
                starts[Candidate.item(neighbour) + 1]++;
            }
        }
        for (int item = 1; item < starts.length; item++) {
            starts[item] += starts[item - 1];
        }
        int[] next = starts.clone();
        int[] candidates = new int[total];
        float[] similarities = new float[total];
        for (int candidate = 0; candidate < nearest.length; candidate++) {
            for (long neighbour : nearest[candidate]) {
                int at = next[Candidate.item(neighbour)]++;
                candidates[at] = candidate;
                similarities[at] = Candidate.score(neighbour);
            }
        }
        return new ItemNeighbours(starts, candidates, similarities);
    }

    @Override
    public int items() {
        return starts.length - 1;
    }

    @Override
    public void add(int item, int first, int count, float[] scores) {
        int end = starts[item + 1];
        int at = Arrays.binarySearch(candidates, starts[item], end, first);
        for (int i = at < 0 ? -at - 1 : at; i < end && candidates[i] < first + count; i++) {
            scores[candidates[i] - first] += similarities[i];
        }
    }

    @Override
    public void close() {}
}
