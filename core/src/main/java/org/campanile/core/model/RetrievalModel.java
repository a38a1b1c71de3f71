package org.campanile.core.model;

import org.campanile.core.math.FloatMatrix;

/**
 * A model of vectors: each item has one, each user one or several, its interests. The score of a user and an item is the
 * largest dot product of one of the user's vectors with the item's.
 */
public non-sealed interface RetrievalModel extends RecommenderModel {
    /** Length of the vectors. */
    int vectorSize();

    /** Vectors of each user, at least 1. A user with fewer interests has one of them several times. */
    int interests();

    /** The greatest absolute score that there can be but for rounding; infinite when nothing limits scores. */
    double scoreLimit();

    /** Whether vectors of users depend on their histories; if not, queries need none. */
    boolean readsHistories();

    /**
     * Writes the vectors of the users to the first rows of {@code out}: interest k of user i to row
     * {@code i * interests() + k}.
     *
     * @param out {@code [>= users.size() * interests(), vectorSize()]}
     */
    void userVectors(UserQueries users, FloatMatrix out);

    /** Writes the vectors of {@code items[from]} to {@code items[from + count - 1]} to the first rows of {@code out}, {@code [>= count, vectorSize()]}. */
    void itemVectors(int[] items, int from, int count, FloatMatrix out);
}
