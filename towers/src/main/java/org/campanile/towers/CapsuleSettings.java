package org.campanile.towers;

/**
 * What {@link CapsuleRouting} is made from.
 *
 * @param interests      K
 * @param iterations     R
 * @param logitDeviation sigma, of the first logits
 * @param seed           of the first logits
 */
record CapsuleSettings(int interests, int iterations, double logitDeviation, long seed) {}
