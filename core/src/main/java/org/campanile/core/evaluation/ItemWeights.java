package org.campanile.core.evaluation;

/**
 * A linear model of items: the score of a candidate {@code j} for a user is the sum of {@code weight(i, j)} over the items
 * {@code i} that the user took.
 *
 * <p>Immutable until closed; any number of threads may read it at once.
 */
public interface ItemWeights extends AutoCloseable {
    /** Number of items, the unknown one included. */
    int items();

    /**
     * Adds the weights of one of the user's items to the scores of some candidates.
     *
     * @param item   the item that the user took
     * @param first  the first candidate
     * @param count  number of candidates
     * @param scores takes {@code weight(item, first + c)} on top of what stands at {@code c}
     */
    void add(int item, int first, int count, float[] scores);

    @Override
    void close();
}
