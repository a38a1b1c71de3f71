package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;

/**
 * Finds for each user the {@code k} items with the largest dot products, exactly: every item is scored, by matrix
 * products, and of each user only what can still be among the best is looked at (see {@link TopItems}).
 *
 * <p>Memory depends neither on the number of users nor on users times items. Holds native memory until closed, the item
 * vectors not included; used by one thread at a time, while other searches may use the same item vectors.
 */
public final class TopItemSearch implements AutoCloseable {
    /** So many users, or a multiple, are best given to one {@link #search}: fewer use matrix products less well. */
    public static final int BATCH = ScoreTile.USERS;

    private final ItemVectors items;
    private final InterestScores scores;
    private final ScoreTile tile;
    private final List<CandidatePass> passes = new ArrayList<>();

    /**
     * @param items stay the caller's, and must not change or be closed meanwhile
     * @param k     length of the lists; they are shorter when there are fewer candidates
     */
    public TopItemSearch(ItemVectors items, int k) {
        this(items, 1, k);
    }

    /**
     * @param items     stay the caller's, and must not change or be closed meanwhile
     * @param interests vectors of each user, of which the largest dot product counts
     * @param k         length of the lists; they are shorter when there are fewer candidates
     */
    public TopItemSearch(ItemVectors items, int interests, int k) {
        this(items, interests, Candidates.all(items.items()), k);
    }

    /**
     * @param items      stay the caller's, and must not change or be closed meanwhile
     * @param interests  vectors of each user, of which the largest dot product counts
     * @param candidates items that may be found; with all of them also the unknown one, unless a user excludes it
     * @param k          length of the lists; they are shorter when there are fewer candidates
     */
    public TopItemSearch(ItemVectors items, int interests, Candidates candidates, int k) {
        Check.that(
                candidates.items() == items.items(),
                "there are candidates of %d items, but vectors of %d",
                candidates.items(),
                items.items());
        this.items = items;
        this.scores = new InterestScores(items, interests);
        int depth = Math.min(Check.positive(k, "k"), items.items());
        for (int user = 0; user < BATCH; user++) {
            passes.add(new CandidatePass(depth, candidates.left()));
        }
        this.tile = new ScoreTile(items.blocks());
    }

    /**
     * Finds the best items of each user, in the order of the rows.
     *
     * @param vectors  {@code [users * interests, items.length()]}, the vectors of a user side by side
     * @param excluded for each user the items to leave out, in any order
     * @throws CampanileException when a score is not finite
     * @throws IllegalArgumentException when a shape does not fit, or an excluded item is not among the items
     */
    public List<RankedItems> search(FloatMatrix vectors, List<int[]> excluded) {
        int users = excluded.size();
        Check.that(
                vectors.rows() == (long) users * scores.interests(),
                "there are %d vectors, %d of each user, but excluded items of %d users",
                vectors.rows(),
                scores.interests(),
                users);
        List<RankedItems> results = new ArrayList<>(users);
        for (int first = 0; first < users; first += BATCH) {
            int count = Math.min(BATCH, users - first);
            FloatMatrix some = vectors.rowRange(first * scores.interests(), count * scores.interests());
            searchTile(some, excluded.subList(first, first + count), results);
        }
        return results;
    }

    private void searchTile(FloatMatrix vectors, List<int[]> excluded, List<RankedItems> results) {
        List<CandidatePass> started = passes.subList(0, excluded.size());
        for (int user = 0; user < excluded.size(); user++) {
            started.get(user).start(ascending(excluded.get(user)));
        }
        tile.scan(started, (block, out) -> scores.score(vectors, block, out));
        started.forEach(pass -> results.add(pass.ranked()));
    }

    private int[] ascending(int[] excluded) {
        int[] sorted = excluded.clone();
        Arrays.sort(sorted);
        Check.that(
                sorted.length == 0 || (sorted[0] >= 0 && sorted[sorted.length - 1] < items.items()),
                "excluded items %s are not all among the %d items",
                Arrays.toString(sorted),
                items.items());
        return sorted;
    }

    @Override
    public void close() {
        tile.close();
        scores.close();
    }
}
