package org.campanile.core.loss;

import org.campanile.core.Check;

/**
 * Another loss, of which each user's part counts as often as a weight a says: {@code L = 1/n sum over i of a_i L_i}, as if a
 * sample of weight 2 stood in the batch twice and the mean were still taken over n.
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class WeightedLoss implements CandidateLoss {
    private final CandidateLoss loss;
    private float[] weights = new float[0];

    public WeightedLoss(CandidateLoss loss) {
        this.loss = loss;
    }

    /** Takes the weights of the next batch's users, which are copied; {@link #set} tells how many count. */
    public void weigh(float[] newWeights, int users) {
        if (weights.length < users) {
            weights = new float[users];
        }
        System.arraycopy(newWeights, 0, weights, 0, users);
    }

    @Override
    public void set(int[] items, float[] labels, float[] logQ, int users) {
        Check.that(weights.length >= users, "%d users have %d weights", users, weights.length);
        loss.set(items, labels, logQ, users);
    }

    @Override
    public double lossAndGradients(int user, float[] scores) {
        double part = loss.lossAndGradients(user, scores);
        for (int k = 0; k < scores.length; k++) {
            scores[k] *= weights[user];
        }
        return weights[user] * part;
    }
}
