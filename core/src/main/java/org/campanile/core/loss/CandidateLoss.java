package org.campanile.core.loss;

/** The loss of a user's scores with its own candidates, of which the first is its positive. */
public interface CandidateLoss {
    /**
     * Takes the candidates of the next batch, user by user, K each; the arrays are kept, not copied.
     *
     * @param items  {@code [>= users * K]}
     * @param labels {@code [>= users * K]}
     * @param logQ   logarithm of each candidate's probability of being sampled for its user, finite,
     *               {@code [>= users * K]}; empty: no correction
     */
    void set(int[] items, float[] labels, float[] logQ, int users);

    /**
     * Replaces the scores by gradients. May be called by several threads for different users.
     *
     * @param user   place of the user in the batch
     * @param scores one for each candidate
     * @return what the user adds to the sum of the loss
     */
    double lossAndGradients(int user, float[] scores);
}
