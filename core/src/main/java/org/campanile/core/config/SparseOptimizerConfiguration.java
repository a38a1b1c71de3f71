package org.campanile.core.config;

/** Section {@code training.sparse-optimizer}. */
public record SparseOptimizerConfiguration(
        @Option(value = "row-wise-adagrad, adagrad, adam or sgd.", defaultValue = "row-wise-adagrad")
        SparseOptimizerType type,

        @Option(value = "Learning rate.", defaultValue = "0.05", range = "(0, 100]")
        double learningRate,

        @Option(
                value = "L2 regularisation: this times a row's weights is added to its gradient, by l2-scope.",
                defaultValue = "0",
                range = "[0, 100]")
        double l2,

        @Option(
                value =
                        "touched-rows: l2 acts in the steps that touch the row; whole-table: in every step, as if the loss"
                                + " held half of l2 times the squared norm of the table. What a row misses is made up for when"
                                + " it is next touched, read or saved.",
                defaultValue = "touched-rows")
        L2Scope l2Scope) {

    /** Which rows l2 acts on in a step. */
    public enum L2Scope {
        TOUCHED_ROWS,
        WHOLE_TABLE
    }

    /** With decay on touched rows. */
    public SparseOptimizerConfiguration(SparseOptimizerType type, double learningRate, double l2) {
        this(type, learningRate, l2, L2Scope.TOUCHED_ROWS);
    }

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
