package org.campanile.core.tracking;

/** How a run ended. */
public enum RunStatus {
    FINISHED,
    FAILED,
    KILLED
}
