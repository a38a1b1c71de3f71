package org.campanile.core.shard;

/** What the rows of a shard are. */
public enum ShardKind {
    /** Samples: row features and a label. */
    SAMPLES,
    /** Users or items in the order of their indices, from 0: entity features alone. */
    ENTITIES
}
