package org.campanile.core.loss;

/**
 * Compares the positive of each user with every one of its negatives. With scores s of K candidates, of which candidate 0
 * is the positive, c negatives that count, n users, reward r, and l one of {@link PairLoss}:
 *
 * <pre>
 * L = 1/n  sum over i of  r_i / c  sum over k from 1 of  l(s_i0 - s_ik)
 * </pre>
 *
 * <p>Negatives with a score of minus infinity take no part, nor do accidental hits that are masked: negatives that are the
 * positive itself. How probably a candidate was sampled does not matter: every pair is in order or is not.
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class PairWiseLoss implements CandidateLoss {
    private final PairLoss loss;
    private final AccidentalHits accidentalHits;
    private final int candidates;
    private final int counted;
    private int[] items = new int[0];
    private float[] labels = new float[0];
    private double gradientScale;

    /**
     * @param candidates K, the positive included
     * @param counted    c, from 1 to {@code K - 1}
     */
    public PairWiseLoss(PairLoss loss, AccidentalHits accidentalHits, int candidates, int counted) {
        this.loss = loss;
        this.accidentalHits = accidentalHits;
        this.candidates = candidates;
        this.counted = counted;
    }

    /** {@inheritDoc} Of the labels, those of the positives are the rewards, and the others do not matter. */
    @Override
    public void set(int[] newItems, float[] newLabels, float[] logQ, int users) {
        items = newItems;
        labels = newLabels;
        gradientScale = 1.0 / ((double) users * counted);
    }

    @Override
    public double lossAndGradients(int user, float[] scores) {
        int first = user * candidates;
        double reward = labels[first];
        double positive = scores[0];
        double sum = 0;
        double ofPositive = 0;
        for (int k = 1; k < candidates; k++) {
            boolean isHit = accidentalHits == AccidentalHits.MASK && items[first + k] == items[first];
            double difference = positive - scores[k];
            double slope = 0;
            if (!isHit && scores[k] != Float.NEGATIVE_INFINITY) {
                sum += loss.loss(difference);
                slope = reward * gradientScale * loss.slope(difference);
            }
            ofPositive += slope;
            scores[k] = (float) (0 - slope);
        }
        scores[0] = (float) ofPositive;
        return reward * sum / counted;
    }
}
