package org.campanile.towers;

/**
 * What {@link CapsuleRouting} is made from.
 *
 * @param interests      K
 * @param iterations     R
 * @param agreement      what the routing adds to its logits
 * @param temperature    tau, for the cosine
 * @param logitDeviation sigma, of the first logits
 * @param residual       beta, what every interest takes of the whole history
 * @param seed           of the first logits
 */
record CapsuleSettings(
        int interests,
        int iterations,
        RoutingAgreement agreement,
        double temperature,
        double logitDeviation,
        double residual,
        long seed) {}
