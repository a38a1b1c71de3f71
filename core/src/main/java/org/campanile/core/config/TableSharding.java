package org.campanile.core.config;

/** How embedding tables are spread over the workers. */
public enum TableSharding {
    /** Every worker has all rows. */
    REPLICATED,
    /** Every row has one owner among the workers. */
    SHARDED,
    /** As many tables as fit are replicated; the largest of the others are sharded. */
    AUTO
}
