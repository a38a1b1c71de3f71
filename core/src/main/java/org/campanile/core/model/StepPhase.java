package org.campanile.core.model;

/** The parts of a training step. */
public enum StepPhase {
    /** Copying rows of embedding tables to where the model reads them. */
    LOOK_UP,
    /** From the vectors to the loss. */
    FORWARD,
    /** From the loss to the gradients by parameters and rows. */
    BACKWARD,
    /** The optimizers' steps. */
    UPDATE
}
