package org.campanile.core.loss;

import org.campanile.core.math.Kernels;

/**
 * Cross-entropy of a softmax over scores of which one is the positive's. With scores s and target y:
 *
 * <pre>
 * p_j            = exp(s_j) / sum over k of exp(s_k)
 * loss(s, y)     = -log p_y = log(sum over k of exp(s_k - m)) + m - s_y     with m = max over k of s_k
 * d loss / d s_j = p_j - [j = y]
 * </pre>
 *
 * <p>Shifted by the largest score, no exponential overflows. A score of minus infinity takes no part: its probability and
 * gradient are 0. The target's score must be finite.
 */
public final class SoftmaxCrossEntropy {
    private SoftmaxCrossEntropy() {}

    /**
     * Computes the loss of the first {@code length} scores and replaces them by its gradient.
     *
     * @param scores        {@code [>= length]}; receives {@code gradientScale * d loss / d score}
     * @param target        place of the positive's score
     * @param gradientScale what each gradient is multiplied by
     * @return the loss; at least 0 but for rounding
     */
    public static double lossAndGradients(float[] scores, int length, int target, float gradientScale) {
        return lossAndGradients(scores, 0, length, target, gradientScale);
    }

    /**
     * The same for {@code length} scores from {@code from} on.
     *
     * @param target place of the positive's score among them, from 0
     */
    static double lossAndGradients(float[] scores, int from, int length, int target, float gradientScale) {
        Kernels kernels = Kernels.active();
        float largest = kernels.max(scores, from, length);
        double targetScore = scores[from + target];
        float sum = kernels.softmax().expShifted(scores, from, length, largest);
        kernels.scale(gradientScale / sum, scores, from, length);
        scores[from + target] -= gradientScale;
        return Math.log(sum) + largest - targetScore;
    }
}
