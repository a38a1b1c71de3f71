package org.campanile.serving.http;

/** Whether the service takes requests. Safe for use by several threads. */
final class ServiceState {
    private volatile boolean draining;

    boolean isDraining() {
        return draining;
    }

    /** From now on the service is not ready, and connections end with the next answer. */
    void drain() {
        draining = true;
    }
}
