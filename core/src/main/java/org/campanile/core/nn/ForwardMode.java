package org.campanile.core.nn;

/** What a forward pass is for. */
public enum ForwardMode {
    /** A backward pass may follow; dropout leaves outputs out, and batches are normalised by their own statistics. */
    TRAINING,
    /** Nothing is left out, and what is normalised is so by running statistics. */
    INFERENCE
}
