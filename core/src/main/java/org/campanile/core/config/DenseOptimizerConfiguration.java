package org.campanile.core.config;

/** Section {@code training.dense-optimizer}. */
public record DenseOptimizerConfiguration(
        @Option(value = "adam, adagrad or sgd.", defaultValue = "adam")
        DenseOptimizerType type,

        @Option(value = "Learning rate.", defaultValue = "0.001", range = "(0, 100]")
        double learningRate) {

    /** Optimizers of dense networks. */
    public enum DenseOptimizerType {
        ADAM,
        ADAGRAD,
        SGD
    }
}
