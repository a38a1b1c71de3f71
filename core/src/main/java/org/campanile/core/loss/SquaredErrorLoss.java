package org.campanile.core.loss;

/**
 * Regression: the squared error of each candidate's score by itself. With scores s and targets y of K candidates and n users,
 * of which c candidates count:
 *
 * <pre>
 * L            = 1 / (n c)  sum over i and k of  (s_ik - y_ik)^2
 * d L / d s_ik = 2 (s_ik - y_ik) / (n c)
 * </pre>
 *
 * <p>A score of minus infinity takes no part. How probably a candidate was sampled does not matter.
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class SquaredErrorLoss implements CandidateLoss {
    private final int candidates;
    private final int counted;
    private float[] targets = new float[0];
    private double scale;

    /**
     * @param candidates K, the sample's own item included
     * @param counted    c, from 1 to K
     */
    public SquaredErrorLoss(int candidates, int counted) {
        this.candidates = candidates;
        this.counted = counted;
    }

    /** {@inheritDoc} The labels are the targets: any numbers. */
    @Override
    public void set(int[] items, float[] labels, float[] logQ, int users) {
        targets = labels;
        scale = 1.0 / ((double) users * counted);
    }

    /** The user's part of {@code n L}: the mean over its candidates. */
    @Override
    public double lossAndGradients(int user, float[] scores) {
        double sum = 0;
        for (int k = 0; k < candidates; k++) {
            boolean counts = scores[k] != Float.NEGATIVE_INFINITY;
            double error = counts ? (double) scores[k] - targets[user * candidates + k] : 0;
            sum += error * error;
            scores[k] = (float) (2 * scale * error);
        }
        return sum / counted;
    }
}
