package org.campanile.core.loss;

/**
 * Binary cross-entropy of each candidate by itself, whose labels are 1 for liked and 0 for not. With scores s and labels
 * y of K candidates and n users, L is the mean of {@link BinaryCrossEntropy} over the {@code n K} pairs; how probably a
 * candidate was sampled does not matter.
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class PointWiseLoss implements CandidateLoss {
    private final int candidates;
    private final int counted;
    private float[] labels = new float[0];
    private float gradientScale;

    /** @param candidates K, the positive included */
    public PointWiseLoss(int candidates) {
        this(candidates, candidates);
    }

    /**
     * The mean over fewer pairs than there are candidates, the others of each user having a score of minus infinity and
     * label 0, which adds nothing.
     *
     * @param candidates K, the positive included
     * @param counted    candidates of each user that the mean is taken over, from 1 to K
     */
    public PointWiseLoss(int candidates, int counted) {
        this.candidates = candidates;
        this.counted = counted;
    }

    @Override
    public void set(int[] items, float[] newLabels, float[] logQ, int users) {
        labels = newLabels;
        gradientScale = 1f / (users * counted);
    }

    /** The user's part of {@code n L}: the mean over its candidates. */
    @Override
    public double lossAndGradients(int user, float[] scores) {
        return BinaryCrossEntropy.lossAndGradients(
                        scores, 0, labels, user * candidates, candidates, gradientScale, scores)
                / counted;
    }
}
