package org.campanile.core.config;

/** Which worker trains on which samples. */
public enum SampleSharing {
    /** Any worker on any sample, in an order that does not depend on the number of workers. */
    SPREAD,
    /** All samples of a user are one worker's, the one that owns the user's row of a sharded table. */
    BY_USER,
    /** By user where that keeps rows of a table with their worker and the workers' shares are alike. */
    AUTO
}
