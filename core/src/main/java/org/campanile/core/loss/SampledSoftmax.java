package org.campanile.core.loss;

/**
 * Softmax of each user over its own item and negatives drawn for it alone (Bengio, Senécal: Adaptive Importance Sampling
 * to Accelerate Training of a Neural Probabilistic Language Model, 2008; Covington et al.: Deep Neural Networks for
 * YouTube Recommendations, RecSys 2016). With scores s of K candidates, of which candidate 0 is the positive, sampling
 * probability q, n users and reward r:
 *
 * <pre>
 * z_ik = s_ik - log q_ik          minus infinity for accidental hits: negatives that are the positive itself
 * L    = 1/n  sum over i of  r_i (log(sum over k of exp(z_ik)) - z_i0)
 * </pre>
 *
 * <p>Filled by one thread, then used by any number of them.
 */
public final class SampledSoftmax implements CandidateLoss {
    private final AccidentalHits accidentalHits;
    private final int candidates;
    private int[] items = new int[0];
    private float[] labels = new float[0];
    private float[] logQ = new float[0];
    private float gradientScale;

    /** @param candidates K, the positive included */
    public SampledSoftmax(AccidentalHits accidentalHits, int candidates) {
        this.accidentalHits = accidentalHits;
        this.candidates = candidates;
    }

    /**
     * {@inheritDoc} Of the labels, those of the positives are the rewards, and the others do not matter. No correction is
     * right when all items are equally probable.
     */
    @Override
    public void set(int[] newItems, float[] newLabels, float[] newLogQ, int users) {
        items = newItems;
        labels = newLabels;
        logQ = newLogQ;
        gradientScale = 1f / users;
    }

    @Override
    public double lossAndGradients(int user, float[] scores) {
        int first = user * candidates;
        for (int candidate = 0; candidate < candidates; candidate++) {
            int item = items[first + candidate];
            if (logQ.length > 0) {
                scores[candidate] -= logQ[first + candidate];
            }
            if (candidate > 0 && accidentalHits == AccidentalHits.MASK && item == items[first]) {
                scores[candidate] = Float.NEGATIVE_INFINITY;
            }
        }
        float reward = labels[first];
        return reward * SoftmaxCrossEntropy.lossAndGradients(scores, candidates, 0, reward * gradientScale);
    }
}
