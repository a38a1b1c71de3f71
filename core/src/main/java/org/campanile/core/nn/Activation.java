package org.campanile.core.nn;

/** Functions applied to each output of a dense layer. */
public enum Activation {
    /** max(x, 0) */
    RELU,
    TANH,
    /** 1 / (1 + exp(-x)) */
    SIGMOID,
    /** x: a linear layer */
    IDENTITY
}
