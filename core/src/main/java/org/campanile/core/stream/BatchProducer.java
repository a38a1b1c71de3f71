package org.campanile.core.stream;

import org.campanile.core.batch.Batch;

/** Makes the batches of an epoch, in order. Used by one thread, which also closes it. */
interface BatchProducer extends AutoCloseable {
    /** Adds the rows of a step to an empty batch. */
    void fill(int step, Batch target);

    @Override
    void close();
}
