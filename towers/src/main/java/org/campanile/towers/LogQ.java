package org.campanile.towers;

/** What is taken from the scores of items for how probably they are sampled. */
public enum LogQ {
    /** Nothing. */
    NONE,
    /** The logarithm of the probability with which the item is among those that a softmax is taken over. */
    SAMPLING_PROBABILITY,
    /** The logarithm of an estimate of how often the item comes, made from the stream of batches. */
    STREAMING_ESTIMATE
}
