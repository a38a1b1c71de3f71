package org.campanile.towers;

/** What is taken from the scores of items for how probably they are sampled. */
public enum LogQ {
    /** Nothing. */
    NONE,
    /** The logarithm of the item's share of the training rows. */
    ITEM_FREQUENCY
}
