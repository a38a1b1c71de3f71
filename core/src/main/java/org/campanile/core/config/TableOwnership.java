package org.campanile.core.config;

/** Whose the embedding tables of a worker are. */
public enum TableOwnership {
    /** The worker's alone. */
    OWN,
    /** Those of all workers of the same process, which train them without locks. */
    SHARED
}
