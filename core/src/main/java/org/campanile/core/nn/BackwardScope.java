package org.campanile.core.nn;

/** How far a backward pass goes. */
public enum BackwardScope {
    /** To the parameters and on to the input. */
    INPUT,
    /** To the parameters only: nothing that is trained lies before the network. */
    PARAMETERS
}
