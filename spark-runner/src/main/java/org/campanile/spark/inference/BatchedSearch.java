package org.campanile.spark.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.evaluation.RankedItems;
import org.campanile.core.evaluation.TopItemSearch;
import org.campanile.core.math.FloatMatrix;

/**
 * The recommendations for one user after the other, found for some hundreds of users at a time.
 *
 * <p>Holds native memory until closed; used by one thread.
 *
 * @param <U> a user
 * @param <R> the recommendations for a user
 */
final class BatchedSearch<U, R> implements Iterator<R>, AutoCloseable {
    private final Iterator<U> users;
    private final Translation<U, R> translation;
    private final TopItemSearch search;
    private final FloatMatrix vectors;
    private final Queue<R> found = new ArrayDeque<>();

    /** Between users and items as the caller names them, and vectors and indices. */
    interface Translation<U, R> {
        /** Vectors of each user. */
        int interests();

        /** Writes the vectors of the users, those of each side by side, to {@code vectors}, {@code [users * interests, length]}. */
        void vectors(List<U> users, FloatMatrix vectors);

        /** Indices of the items to leave out, in any order. */
        int[] excluded(U user);

        /** The recommendations for a user. */
        R recommendations(U user, RankedItems best);
    }

    BatchedSearch(Iterator<U> users, Translation<U, R> translation, ItemVectors items, Candidates candidates, int k) {
        this.users = users;
        this.translation = translation;
        this.search = new TopItemSearch(items, translation.interests(), candidates, k);
        this.vectors = new FloatMatrix(TopItemSearch.BATCH * translation.interests(), items.length());
    }

    @Override
    public boolean hasNext() {
        return !found.isEmpty() || users.hasNext();
    }

    @Override
    public R next() {
        if (found.isEmpty()) {
            searchNextBatch();
        }
        return found.remove();
    }

    private void searchNextBatch() {
        List<U> batch = new ArrayList<>(TopItemSearch.BATCH);
        List<int[]> excluded = new ArrayList<>(TopItemSearch.BATCH);
        while (users.hasNext() && batch.size() < TopItemSearch.BATCH) {
            U user = users.next();
            batch.add(user);
            excluded.add(translation.excluded(user));
        }
        if (batch.isEmpty()) {
            return;
        }
        FloatMatrix rows = vectors.rowRange(0, batch.size() * translation.interests());
        translation.vectors(batch, rows);
        List<RankedItems> best = search.search(rows, excluded);
        for (int i = 0; i < batch.size(); i++) {
            found.add(translation.recommendations(batch.get(i), best.get(i)));
        }
    }

    @Override
    public void close() {
        search.close();
        vectors.close();
    }
}
