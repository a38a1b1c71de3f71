package org.campanile.core.nn;

import org.nd4j.linalg.factory.Nd4j;

/** ND4J as this package starts it, for tests of other packages. */
public final class StartedNd4j {
    static {
        Nd4jStart.once();
    }

    private StartedNd4j() {}

    /** Threads of ND4J's own loops. */
    public static int loopThreads() {
        return Nd4j.getEnvironment().maxMasterThreads();
    }
}
