package org.campanile.dlrm;

import org.campanile.core.nn.Normalization;

/**
 * What the hidden layers of a network have beside weights and activation.
 *
 * @param dropout share of each layer's outputs that a training step leaves out, in [0, 1)
 */
record Regularization(double dropout, Normalization normalization) {
    static final Regularization NONE = new Regularization(0, Normalization.NONE);

    /** The same without dropout. */
    Regularization withoutDropout() {
        return new Regularization(0, normalization);
    }
}
