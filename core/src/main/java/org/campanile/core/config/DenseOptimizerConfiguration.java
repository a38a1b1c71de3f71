package org.campanile.core.config;

import org.campanile.core.Check;

/** Section {@code training.dense-optimizer}. */
public record DenseOptimizerConfiguration(
        @Option(value = "adam, adamw, adagrad or sgd.", defaultValue = "adam")
        DenseOptimizerType type,

        @Option(value = "Learning rate.", defaultValue = "0.001", range = "(0, 100]")
        double learningRate,

        @Option(
                value = "adamw: in each step the learning rate times this times a parameter is taken off it.",
                defaultValue = "0",
                range = "[0, 100]")
        double weightDecay,

        @Option(
                value =
                        "Ranking models: the gradient by all parameters of dense networks is scaled down to this norm where it"
                                + " is longer; 0: it is taken as it is.",
                defaultValue = "0",
                range = "[0, 1000000]")
        double clipNorm) {

    public DenseOptimizerConfiguration {
        Check.that(
                weightDecay == 0 || type == DenseOptimizerType.ADAMW,
                "weight-decay is %s, but only type adamw has one",
                weightDecay);
    }

    /** Without clipping. */
    public DenseOptimizerConfiguration(DenseOptimizerType type, double learningRate, double weightDecay) {
        this(type, learningRate, weightDecay, 0);
    }

    /** Without weight decay and clipping. */
    public DenseOptimizerConfiguration(DenseOptimizerType type, double learningRate) {
        this(type, learningRate, 0);
    }

    /** Optimizers of dense networks. */
    public enum DenseOptimizerType {
        ADAM,
        ADAMW,
        ADAGRAD,
        SGD
    }
}
