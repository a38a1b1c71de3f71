package org.campanile.core.loss;

import org.campanile.core.Check;

/**
 * The loss of a logit s whose label y is 1 or 0: the focal loss (Lin et al.: Focal Loss for Dense Object Detection, ICCV
 * 2017), with a weight for positive samples. With the probability given to the label that came, {@code q = sigmoid(s)} for
 * y = 1 and {@code q = sigmoid(-s)} for y = 0:
 *
 * <pre>
 * loss(s, y)   = -a (1 - q)^gamma log(q)               a = positiveWeight for y = 1, 1 for y = 0
 * d loss / d s = a (gamma (1 - q)^gamma q log(q) - (1 - q)^(gamma + 1))    for y = 1, its opposite for y = 0
 * </pre>
 *
 * <p>With gamma 0 and weight 1 it is the binary cross-entropy. A weight other than 1 moves predictions away from the click
 * rate, and so does gamma: they are no longer calibrated.
 *
 * @param gamma          how much samples that are predicted well count less; at least 0
 * @param positiveWeight how much a positive sample counts beside a negative one; above 0
 */
public record ClickLoss(double gamma, double positiveWeight) implements TaskLoss {
    /** Binary cross-entropy. */
    public static final ClickLoss CROSS_ENTROPY = new ClickLoss(0, 1);

    public ClickLoss {
        Check.that(gamma >= 0, "gamma must be at least 0, but is %s", gamma);
        Check.that(positiveWeight > 0, "positiveWeight must be above 0, but is %s", positiveWeight);
    }

    @Override
    public double lossAndGradients(
            float[] outputs,
            int firstRow,
            float[] labels,
            float[] weights,
            int rows,
            float gradientScale,
            float[] gradients) {
        if (weights.length == 0 && gamma == 0 && positiveWeight == 1) {
            return BinaryCrossEntropy.lossAndGradients(
                    outputs, firstRow, labels, firstRow, rows, gradientScale, gradients);
        }
        double sum = 0;
        for (int i = firstRow; i < firstRow + rows; i++) {
            boolean isPositive = labels[i] == 1f;
            double weight = (weights.length == 0 ? 1 : weights[i]) * (isPositive ? positiveWeight : 1);
            double score = isPositive ? outputs[i] : -outputs[i];
            double logQ = Math.min(score, 0) - Math.log1p(Math.exp(-Math.abs(score)));
            double q = Math.exp(logQ);
            // 1 - q without loss of digits near 1.
            double rest = Math.exp(logQ - score);
            double focus = gamma == 0 ? 1 : Math.pow(rest, gamma);
            double slope = focus * (gamma * q * logQ - rest);
            sum -= weight * focus * logQ;
            gradients[i] = (float) (gradientScale * weight * (isPositive ? slope : -slope));
        }
        return sum;
    }
}
