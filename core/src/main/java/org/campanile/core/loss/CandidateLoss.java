package org.campanile.core.loss;

/** The loss of a user's scores with its own candidates, of which the first is its positive. */
public interface CandidateLoss {
    /**
     * Replaces the scores by gradients. May be called by several threads for different users.
     *
     * @param user   place of the user in the batch
     * @param scores one for each candidate
     * @return what the user adds to the sum of the loss
     */
    double lossAndGradients(int user, float[] scores);
}
