package org.campanile.core.config;

/** Section {@code training.sparse-optimizer}. */
public record SparseOptimizerConfiguration(
        @Option(value = "row-wise-adagrad or sgd.", defaultValue = "row-wise-adagrad")
        SparseOptimizerType type,

        @Option(value = "Learning rate.", defaultValue = "0.05", range = "(0, 100]")
        double learningRate) {

    /** Optimizers of embedding tables. */
    public enum SparseOptimizerType {
        ROW_WISE_ADAGRAD,
        SGD
    }
}
