package org.campanile.core;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what a thread allocates on the heap. */
public final class AllocatedBytes {
    private static final int RUNS = 200;
    private static final int MOST_ATTEMPTS = 2_000;

    private AllocatedBytes() {}

    /**
     * Bytes that the calling thread allocates in 200 runs, at best: vectors of the Vector API, boxes and varargs are objects
     * until the compiler has made registers of them, so runs are repeated until they allocate nothing or an end is due.
     */
    public static long inSteadyState(Runnable run) {
        return inSteadyState(run, 0);
    }

    /** As {@link #inSteadyState(Runnable)}, but runs are repeated only until they allocate no more than is allowed. */
    public static long inSteadyState(Runnable run, long allowed) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < MOST_ATTEMPTS && least > allowed; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < RUNS; i++) {
                run.run();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
