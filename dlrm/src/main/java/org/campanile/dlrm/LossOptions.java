package org.campanile.dlrm;

import org.campanile.core.config.Option;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.loss.ClassCrossEntropy;
import org.campanile.core.loss.ClickLoss;
import org.campanile.core.loss.HuberLoss;
import org.campanile.core.loss.SquaredError;
import org.campanile.core.loss.TaskLoss;

/** Section {@code model.loss} of ranking models. */
public record LossOptions(
        @Option(
                value =
                        "Binary: how much samples that are predicted well count less, the gamma of the focal loss; 0: not at"
                                + " all, which is the cross-entropy.",
                defaultValue = "0",
                range = "[0, 20]")
        double focalGamma,

        @Option(
                value =
                        "Binary: how much a positive sample counts beside a negative one; other than 1, predictions are no"
                                + " longer calibrated.",
                defaultValue = "1",
                range = "(0, 1000000]")
        double positiveWeight,

        @Option(
                value = "Regression: squared-error; or huber, which grows linearly from huber-delta on.",
                defaultValue = "squared-error")
        Regression regression,

        @Option(
                value =
                        "Regression with huber: the distance from the label, in its unit, from which on the loss is linear.",
                defaultValue = "1",
                range = "(0, 1000000000]")
        double huberDelta) {

    /** Binary cross-entropy and squared error. */
    static final LossOptions DEFAULTS = new LossOptions(0, 1, Regression.SQUARED_ERROR, 1);

    /** The loss of a predicted number. */
    public enum Regression {
        SQUARED_ERROR,
        HUBER
    }

    TaskLoss of(TaskConfiguration task) {
        return switch (task.objective()) {
            case BINARY -> new ClickLoss(focalGamma, positiveWeight);
            case REGRESSION ->
                switch (regression) {
                    case SQUARED_ERROR -> new SquaredError();
                    case HUBER -> new HuberLoss(huberDelta);
                };
            case MULTI_CLASS -> new ClassCrossEntropy(task.classes());
        };
    }
}
