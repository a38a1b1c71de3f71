package org.campanile.core.loss;

/**
 * BPR: minus the logarithm of the probability that the positive ranks above the negative (Rendle et al.: BPR: Bayesian
 * Personalized Ranking from Implicit Feedback, UAI 2009).
 *
 * <pre>
 * loss(d)    = -log(1 / (1 + exp(-d))) = log(1 + exp(-d))
 * d loss / d = -1 / (1 + exp(d))
 * </pre>
 */
public record BayesianPersonalizedRanking() implements PairLoss {
    @Override
    public double loss(double d) {
        return Math.max(-d, 0) + Math.log1p(Math.exp(-Math.abs(d)));
    }

    @Override
    public double slope(double d) {
        double decay = Math.exp(-Math.abs(d));
        return -(d >= 0 ? decay : 1) / (1 + decay);
    }
}
