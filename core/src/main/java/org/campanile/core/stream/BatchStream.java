package org.campanile.core.stream;

import org.campanile.core.batch.Batch;
import org.jspecify.annotations.Nullable;

/** The batches of one epoch, in order, read ahead in the background. Used by one thread. */
public interface BatchStream extends AutoCloseable {
    /** The next batch, valid until the next call; null after the epoch's last. May have no rows on the last step. */
    @Nullable
    Batch next();

    /** Nanoseconds spent so far waiting for the background reader. */
    long waitNanos();

    @Override
    void close();
}
