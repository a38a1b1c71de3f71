package org.campanile.core.config;

/** Section {@code training.sparse-optimizer}. */
public record SparseOptimizerConfiguration(
        @Option(value = "row-wise-adagrad, adagrad, adam or sgd.", defaultValue = "row-wise-adagrad")
        SparseOptimizerType type,

        @Option(value = "Learning rate.", defaultValue = "0.05", range = "(0, 100]")
        double learningRate,

        @Option(
                value = "Decay: this times a row's weights is added to its gradient in each step that touches the row.",
                defaultValue = "0",
                range = "[0, 100]")
        double l2) {

    /** Without decay. */
    public SparseOptimizerConfiguration(SparseOptimizerType type, double learningRate) {
        this(type, learningRate, 0);
    }

    /** Optimizers of embedding tables. */
    public enum SparseOptimizerType {
        ROW_WISE_ADAGRAD,
        ADAGRAD,
        ADAM,
        SGD
    }
}
