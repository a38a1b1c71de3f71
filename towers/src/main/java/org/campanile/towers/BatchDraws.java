package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.negative.DrawKeys;
import org.campanile.core.negative.NegativeSampler;

/**
 * How the negatives that all samples of a batch share are drawn: for the position of its first sample.
 *
 * @param negatives of each batch
 */
record BatchDraws(NegativeSampler sampler, DrawKeys keys, int negatives) {
    /** Draws the negatives of a batch of at least one sample, {@code [negatives]}. */
    void draw(int epoch, Batch batch, int[] out) {
        sampler.sample(keys.key(epoch, batch.positions()[0], 0, 0), 0, negatives, out, 0);
    }
}
