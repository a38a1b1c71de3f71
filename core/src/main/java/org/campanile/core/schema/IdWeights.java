package org.campanile.core.schema;

/** Whether the ids of a sequence have weights. */
public enum IdWeights {
    /** All ids count alike. */
    NONE,
    /** Each id has a weight of its own: a finite number of at least 0 by which its embedding is multiplied. */
    PER_ID
}
