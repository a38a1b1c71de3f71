package org.campanile.towers;

import java.util.Arrays;
import org.campanile.core.batch.Batch;
import org.campanile.core.negative.NegativeSampler;

/**
 * The items that each sample is scored with: its own, then its negatives.
 *
 * <pre>
 * sample    0                 1
 * item      7                 3
 * items()   [7, n, n, n, n,   3, n, n, n, n]   n: drawn
 * labels()  [y, 0, 0, 0, 0,   y, 0, 0, 0, 0]   y: the sample's label
 * </pre>
 */
final class Candidates {
    private final NegativeSampler sampler;
    private final int negatives;
    private int[] items = new int[0];
    private float[] labels = new float[0];
    private int count;

    Candidates(NegativeSampler sampler, int negatives) {
        this.sampler = sampler;
        this.negatives = negatives;
    }

    /** Candidates of each sample. */
    int perSample() {
        return 1 + negatives;
    }

    /** Draws the candidates of every sample of the batch; the draw depends on the epoch and the samples' positions. */
    void draw(int epoch, Batch batch, int itemColumn) {
        count = Math.multiplyExact(batch.size(), perSample());
        if (items.length < count) {
            items = new int[count];
            labels = new float[count];
        }
        Arrays.fill(labels, 0, count, 0f);
        for (int row = 0; row < batch.size(); row++) {
            int first = row * perSample();
            items[first] = batch.categorical(itemColumn)[row];
            labels[first] = batch.labels()[row];
            sampler.sample(epoch, batch.positions()[row], negatives, items, first + 1);
        }
    }

    /** Candidates of all samples together. */
    int count() {
        return count;
    }

    /** The items, sample by sample; the first {@link #count()} are valid until the next draw. */
    int[] items() {
        return items;
    }

    /** The items' labels; the first {@link #count()} are valid until the next draw. */
    float[] labels() {
        return labels;
    }
}
