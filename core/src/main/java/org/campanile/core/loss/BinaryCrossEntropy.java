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
 * <p>The right form neither overflows nor loses digits, however far s is from 0. A score of minus infinity with label 0
 * takes no part: its loss and gradient are 0.
 */
public final class BinaryCrossEntropy {
    private BinaryCrossEntropy() {}

    /**
     * Computes the loss of the {@code count} scores from {@code from} on, and its gradient. The label of the
     * first is {@code labels[labelsFrom]}; gradients stand at the scores' places.
     *
     * @param gradientScale what each gradient is multiplied by: {@code 1 / count} for that of the mean
     * @param gradients     receives {@code gradientScale * d loss / d score}; may be {@code scores}
     * @return the sum of the losses
     */
    public static double lossAndGradients(
            float[] scores,
            int from,
            float[] labels,
            int labelsFrom,
            int count,
            float gradientScale,
            float[] gradients) {
        if (from < 0
                || labelsFrom < 0
                || count < 0
                || count > scores.length - from
                || count > labels.length - labelsFrom
                || count > gradients.length - from) {
            throw new IllegalArgumentException(String.format(
                    "%d scores from %d on, with labels from %d on, do not fit arrays of %d, %d and %d",
                    count, from, labelsFrom, scores.length, labels.length, gradients.length));
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double score = scores[from + i];
            double label = labels[labelsFrom + i];
            double decay = Math.exp(-Math.abs(score));
            // Not simply score * label, which is no number when the one is infinite and the other 0.
            sum += Math.max(score, 0) - (label == 0 ? 0 : score * label) + Math.log1p(decay);
            gradients[from + i] = gradientScale * (float) (probability(score, decay) - label);
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
