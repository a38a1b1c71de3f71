package org.campanile.core.nn;

import org.campanile.core.math.Blas;
import org.campanile.core.math.BlasThreads;
import org.nd4j.linalg.factory.Nd4j;

/** Starts ND4J; whatever in this package uses it calls {@link #once()} from a static initialiser. */
final class Nd4jStart {
    private Nd4jStart() {}

    static void once() {
        Started.ND4J.run();
    }

    /*
     * ND4J uses OpenBLAS, so that must be loaded by its door first. Without OMP_NUM_THREADS in the environment, ND4J gives
     * its own loops and every product as many threads as the machine has cores. Both are set to one: workers and their
     * threads are what runs in parallel.
     */
    private static Runnable start() {
        Blas.load();
        if (System.getenv("OMP_NUM_THREADS") == null) {
            Nd4j.getEnvironment().setMaxMasterThreads(1);
        } else {
            Nd4j.getBackend();
        }
        BlasThreads.limit(1);
        return () -> {};
    }

    /** Its initialiser runs once, and other threads wait for its end. */
    private static final class Started {
        static final Runnable ND4J = start();
    }
}
