package org.campanile.core.collective;

import java.io.IOException;

/** Where a worker's thread sleeps while none of its links can go on. */
public interface WaitPoint extends AutoCloseable {
    /**
     * Returns when a link may go on, when {@link #wake()} has been called since the last return, or after the time, in
     * nanoseconds; sometimes earlier.
     */
    void await(long nanos) throws IOException, InterruptedException;

    /** Ends the wait of the worker's thread, or its next one; called by any thread, also after {@link #close()}. */
    void wake();

    @Override
    void close();
}
