package org.campanile.towers;

/** By what the routing tells to which interest an item belongs. */
public enum RoutingAgreement {
    /** The dot product of interest and item. */
    DOT,
    /** Their cosine, divided by a temperature. */
    COSINE
}
