package org.campanile.core.loss;

/**
 * Binary cross-entropy of each candidate by itself, whose labels are 1 for liked and 0 for not. With scores s and labels
 * y of K candidates and n users, L is the mean of {@link BinaryCrossEntropy} over the {@code n K} pairs.
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class PointWiseLoss implements CandidateLoss {
    private final int candidates;
    private float[] labels = new float[0];
    private float gradientScale;

    /** @param candidates K, the positive included */
    public PointWiseLoss(int candidates) {
        this.candidates = candidates;
    }

    @Override
    public void set(int[] items, float[] newLabels, int users) {
        labels = newLabels;
        gradientScale = 1f / (users * candidates);
    }

    /** The user's part of {@code n L}: the mean over its candidates. */
    @Override
    public double lossAndGradients(int user, float[] scores) {
        return BinaryCrossEntropy.lossAndGradients(
                        scores, 0, labels, user * candidates, candidates, gradientScale, scores)
                / candidates;
    }
}
