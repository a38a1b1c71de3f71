package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.campanile.core.negative.Subsampling;

/** The samples that subsampling leaves. Grows to the largest batch. */
final class ThinnedSamples implements SampleChoice {
    private final Subsampling subsampling;
    private final SampleKeys keys;
    private final SampleSelection selection = new SampleSelection();

    ThinnedSamples(Subsampling subsampling, SampleKeys keys) {
        this.subsampling = subsampling;
        this.keys = keys;
    }

    @Override
    public Batch choose(int epoch, Batch batch) {
        Batch target = selection.begin(batch);
        for (int row = 0; row < batch.size(); row++) {
            if (subsampling.keeps(epoch, batch.positions()[row], keys.items(batch)[row])) {
                target.append(batch, row, 1);
            }
        }
        return target;
    }
}
