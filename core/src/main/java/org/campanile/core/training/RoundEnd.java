package org.campanile.core.training;

/** What must hold of the workers when a round has ended. */
enum RoundEnd {
    /** Nothing: a part of what they did may reach the others later. */
    OPEN,
    /** They are alike, to the bit, and all that they did has reached everybody: what checkpoints and validations need. */
    SETTLED
}
