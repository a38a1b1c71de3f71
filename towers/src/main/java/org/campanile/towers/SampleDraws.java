package org.campanile.towers;

import org.campanile.core.negative.DrawKeys;
import org.campanile.core.negative.NegativeSampler;

/**
 * How the negatives of each sample are found.
 *
 * @param sampler     draws them
 * @param keys        of the draws
 * @param negatives   of each sample
 * @param samples     where samples name user and item
 * @param listColumn  sequence column of negatives that come before those drawn; {@link #NO_LIST} when there is none
 * @param logQStrength what the logarithms of the probabilities of being drawn are multiplied by; 0: they are not wanted
 */
record SampleDraws(
        NegativeSampler sampler, DrawKeys keys, int negatives, SampleKeys samples, int listColumn, float logQStrength) {
    static final int NO_LIST = -1;
}
