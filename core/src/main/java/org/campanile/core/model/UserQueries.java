package org.campanile.core.model;

import java.util.Arrays;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.GivenFeatures;
import org.campanile.core.batch.JaggedIds;

/**
 * Users whose vectors are asked for: their keys, and what each took before. Models that know users by their keys alone do
 * not look at the histories.
 *
 * <p>Mutable and reused; owned by one thread at a time.
 */
public final class UserQueries {
    private static final int[] NO_HISTORY = {};

    private int[] keys = new int[16];
    private final JaggedIds histories = new JaggedIds();
    private final GivenFeatures given = new GivenFeatures();

    /** Users without histories. */
    public static UserQueries of(int... keys) {
        UserQueries queries = new UserQueries();
        for (int key : keys) {
            queries.add(key, NO_HISTORY);
        }
        return queries;
    }

    /** Removes all users. */
    public void clear() {
        histories.clear();
        given.clear();
    }

    /**
     * Adds a user.
     *
     * @param key     index of the user; 0 for an unknown one
     * @param history indices of the items that it took before, the newest last; of a longer one than models were trained
     *                with the newest items count
     */
    public void add(int key, int[] history) {
        int size = size();
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
        }
        keys[size] = key;
        histories.addRow(history, 0, history.length);
    }

    /**
     * Adds a user whose features are given.
     *
     * @param features in place of those stored by the key: the first row of a batch of all of them, which must not change
     */
    public void add(int key, int[] history, Batch features) {
        given.set(size(), features, 0);
        add(key, history);
    }

    /** The features that are given, by the user's place. Read only. */
    public GivenFeatures given() {
        return given;
    }

    /** Number of users. */
    public int size() {
        return histories.rows();
    }

    /** The users' indices; the first {@link #size()} are valid. Read only. */
    public int[] keys() {
        return keys;
    }

    /** The users' histories, a row for each. Read only. */
    public JaggedIds histories() {
        return histories;
    }
}
