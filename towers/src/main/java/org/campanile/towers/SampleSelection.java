package org.campanile.towers;

import org.campanile.core.batch.Batch;
import org.jspecify.annotations.Nullable;

/** Room for some of the samples of a batch. Grows to the largest batch; for one thread. */
final class SampleSelection {
    private @Nullable Batch memory;

    /** An empty batch with room for the samples of another. */
    Batch begin(Batch batch) {
        Batch target = memory;
        if (target == null || target.capacity() < batch.size()) {
            target = new Batch(batch.columns(), Math.max(1, batch.size()));
            memory = target;
        }
        target.clear();
        return target;
    }
}
