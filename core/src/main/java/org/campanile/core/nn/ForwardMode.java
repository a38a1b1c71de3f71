package org.campanile.core.nn;

/** What a forward pass is for. */
public enum ForwardMode {
    /** A backward pass may follow; dropout leaves outputs out. */
    TRAINING,
    /** Nothing is left out. */
    INFERENCE
}
