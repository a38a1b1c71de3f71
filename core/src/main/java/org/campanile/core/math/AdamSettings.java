package org.campanile.core.math;

import static org.campanile.core.Check.positive;
import static org.campanile.core.Check.that;

/**
 * What stays the same over all steps of Adam.
 *
 * @param beta1   decay of the mean gradient, in [0, 1)
 * @param beta2   decay of the mean square, in [0, 1)
 * @param epsilon added to the root of the mean square, above 0
 */
public record AdamSettings(float beta1, float beta2, float epsilon) {
    /** Those of the paper. */
    public static final AdamSettings USUAL = new AdamSettings(0.9f, 0.999f, 1e-8f);

    public AdamSettings {
        that(beta1 >= 0 && beta1 < 1, "Adam's beta1 must be in [0, 1), but is %s", beta1);
        that(beta2 >= 0 && beta2 < 1, "Adam's beta2 must be in [0, 1), but is %s", beta2);
        that(epsilon > 0, "Adam's epsilon must be above 0, but is %s", epsilon);
    }

    /**
     * The step size that corrects the bias of both means towards their start at 0: {@code learningRate * sqrt(1 -
     * beta2^step) / (1 - beta1^step)}.
     *
     * @param step how many gradients the means have seen, this one included: 1 at first
     */
    public float alpha(double learningRate, int step) {
        positive(step, "Adam's step");
        return (float) (learningRate * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
    }
}
