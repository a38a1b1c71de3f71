package org.campanile.core.model;

import org.campanile.core.math.FloatMatrix;

/** A two-tower model: the score of a user and an item is the dot product of their vectors. */
public non-sealed interface RetrievalModel extends RecommenderModel {
    /** Length of the vectors. */
    int vectorSize();

    /** Writes the vectors of {@code users[from]} to {@code users[from + count - 1]} to the first rows of {@code out}, {@code [>= count, vectorSize()]}. */
    void userVectors(int[] users, int from, int count, FloatMatrix out);

    /** As {@link #userVectors}, for items. */
    void itemVectors(int[] items, int from, int count, FloatMatrix out);
}
