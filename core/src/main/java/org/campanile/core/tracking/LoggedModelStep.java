package org.campanile.core.tracking;

/** What is told of a logged model once its files are there, in this order. */
enum LoggedModelStep {
    PARAMETERS,
    READY,
    OUTPUT,
    METRICS
}
