package org.campanile.core.loss;

/**
 * Binary cross-entropy of scores that are logits, point by point. With score s, label y in [0, 1] and probability
 * {@code p = 1 / (1 + exp(-s))}:
 *
 * <pre>
 * loss(s, y)   = -y log(p) - (1 - y) log(1 - p) = max(s, 0) - s y + log(1 + exp(-|s|))
 * d loss / d s = p - y
 * </pre>
 *
 * <p>The right form neither overflows nor loses digits, however far s is from 0.
 */
public final class BinaryCrossEntropy {
    private BinaryCrossEntropy() {}

    /**
     * Computes the loss of the {@code count} scores from {@code from} on, and its gradient. Labels and gradients stand at the
     * scores' places.
     *
     * @param gradientScale what each gradient is multiplied by: {@code 1 / count} for that of the mean
     * @param gradients     receives {@code gradientScale * d loss / d score}; may be {@code scores}
     * @return the sum of the losses
     */
    public static double lossAndGradients(
            float[] scores, float[] labels, int from, int count, float gradientScale, float[] gradients) {
        return lossAndGradients(scores, from, labels, from, count, gradientScale, gradients);
    }

    /** The same, where the label of score {@code scoresFrom + i} is {@code labels[labelsFrom + i]}. */
    static double lossAndGradients(
            float[] scores,
            int scoresFrom,
            float[] labels,
            int labelsFrom,
            int count,
            float gradientScale,
            float[] gradients) {
        int end = scoresFrom + count;
        if (scoresFrom < 0
                || count < 0
                || labelsFrom < 0
                || end > scores.length
                || labelsFrom + count > labels.length
                || end > gradients.length) {
            throw new IllegalArgumentException(String.format(
                    "%d scores from %d on do not fit arrays of %d, %d and %d",
                    count, scoresFrom, scores.length, labels.length, gradients.length));
        }
        double sum = 0;
        for (int i = scoresFrom; i < end; i++) {
            double score = scores[i];
            float label = labels[labelsFrom + i - scoresFrom];
            double decay = Math.exp(-Math.abs(score));
            sum += Math.max(score, 0) - score * label + Math.log1p(decay);
            gradients[i] = gradientScale * (float) (probability(score, decay) - label);
        }
        return sum;
    }

    /** The probability of label 1 that a score stands for. */
    public static float probability(float score) {
        return (float) probability(score, Math.exp(-Math.abs(score)));
    }

    /** @param decay {@code exp(-|score|)}, which never overflows */
    private static double probability(double score, double decay) {
        return (score >= 0 ? 1 : decay) / (1 + decay);
    }
}
