package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;

/**
 * Finds for each user vector the {@code k} items with the largest dot products, exactly: every item is scored, by matrix
 * products, and of each user only what can still be among the best is looked at (see {@link TopItems}).
 *
 * <p>Memory depends neither on the number of users nor on users times items. Holds native memory until closed, the item
 * vectors not included; used by one thread at a time, while other searches may use the same item vectors.
 */
public final class TopItemSearch implements AutoCloseable {
    /** So many users, or a multiple, are best given to one {@link #search}: fewer use matrix products less well. */
    public static final int BATCH = ScoreTile.USERS;

    private final ItemVectors items;
    private final ScoreTile tile;
    private final List<CandidatePass> passes = new ArrayList<>();

    /**
     * @param items stay the caller's, and must not change or be closed meanwhile
     * @param k     length of the lists; they are shorter when there are fewer candidates
     */
    public TopItemSearch(ItemVectors items, int k) {
        this.items = items;
        int depth = Math.min(Check.positive(k, "k"), items.items());
        for (int user = 0; user < BATCH; user++) {
            passes.add(new CandidatePass(depth));
        }
        this.tile = new ScoreTile(items.blocks());
    }

    /**
     * Finds the best items of each user, in the order of the rows.
     *
     * @param users    {@code [users, items.length()]}
     * @param excluded for each user the items to leave out, in any order
     * @throws CampanileException when a score is not finite
     * @throws IllegalArgumentException when a shape does not fit, or an excluded item is not among the items
     */
    public List<RankedItems> search(FloatMatrix users, List<int[]> excluded) {
        Check.that(
                excluded.size() == users.rows(),
                "there are %d users, but excluded items of %d",
                users.rows(),
                excluded.size());
        List<RankedItems> results = new ArrayList<>(users.rows());
        for (int first = 0; first < users.rows(); first += BATCH) {
            int count = Math.min(BATCH, users.rows() - first);
            searchTile(users.rowRange(first, count), excluded.subList(first, first + count), results);
        }
        return results;
    }

    private void searchTile(FloatMatrix users, List<int[]> excluded, List<RankedItems> results) {
        List<CandidatePass> started = passes.subList(0, users.rows());
        for (int user = 0; user < users.rows(); user++) {
            started.get(user).start(ascending(excluded.get(user)));
        }
        tile.scan(started, (block, scores) -> items.score(users, block, scores));
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
    }
}
