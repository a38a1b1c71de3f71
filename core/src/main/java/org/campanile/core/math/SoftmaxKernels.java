package org.campanile.core.math;

/**
 * Exponentials and what is made of them. Scores of negative infinity take no part: their exponential is 0. A range of
 * nothing else has a log-sum-exp of negative infinity and a softmax of zeros. A NaN makes every sum NaN. Stateless.
 */
public interface SoftmaxKernels {

    /**
     * {@code x[i] = exp(x[i] - shift)}, with a relative error of at most 2e-6 for arguments from -87 to 0. Those below
     * -88 give 0, those above 88.3 infinity.
     *
     * @return the sum of the results
     */
    float expShifted(float[] x, int from, int length, float shift);

    /** {@code log(sum of exp(x[i]))}, of any finite scores without overflow: negative infinity of none. */
    float logSumExp(float[] x, int from, int length);

    /**
     * {@code x[i] = exp(x[i]) / sum over j of exp(x[j])}, of any finite scores without overflow.
     *
     * @return the log-sum-exp of the scores, as {@link #logSumExp} gives it
     */
    float softmax(float[] x, int from, int length);
}
