package org.campanile.core.loss;

/**
 * What is wrong with the order of two scores, by how much the positive's exceeds the negative's, d.
 *
 * <p>Used by any number of threads.
 */
public sealed interface PairLoss permits BayesianPersonalizedRanking, Hinge {
    /** The loss, at least 0. */
    double loss(double d);

    /** The derivative of the loss by d, at most 0. */
    double slope(double d);
}
