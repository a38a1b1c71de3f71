package org.campanile.dlrm;

import org.campanile.core.config.Option;
import org.campanile.core.loss.ClickLoss;

/** Section {@code model.loss} of ranking models. */
public record LossOptions(
        @Option(
                value =
                        "How much samples that are predicted well count less: the gamma of the focal loss; 0: not at all,"
                                + " which is the cross-entropy.",
                defaultValue = "0",
                range = "[0, 20]")
        double focalGamma,

        @Option(
                value =
                        "How much a positive sample counts beside a negative one; other than 1, predictions are no longer"
                                + " calibrated.",
                defaultValue = "1",
                range = "(0, 1000000]")
        double positiveWeight) {

    /** Binary cross-entropy. */
    static final LossOptions CROSS_ENTROPY = new LossOptions(0, 1);

    ClickLoss loss() {
        return new ClickLoss(focalGamma, positiveWeight);
    }
}
