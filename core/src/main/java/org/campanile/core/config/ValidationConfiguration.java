package org.campanile.core.config;

import java.util.Locale;
import org.campanile.core.config.TaskConfiguration.Objective;

/**
 * Section {@code training.validation}: what ranking models measure on the validation part while they train, and what
 * follows from it.
 */
public record ValidationConfiguration(
        @Option(
                value = "When the validation part is predicted: never, each-epoch, or every-steps.",
                defaultValue = "never")
        When when,

        @Option(
                value =
                        "With every-steps: steps between two validations, rounded up to the next averaging. One at the end"
                                + " of each epoch is added.",
                defaultValue = "1000",
                range = "[1, 1000000000]")
        int everySteps,

        @Option(
                value =
                        "The metric that counts: auc, pr-auc, log-loss or normalized-entropy of a binary label; rmse, mae or"
                                + " r2 of a number; accuracy, log-loss, normalized-entropy or macro-f1 of a class.",
                defaultValue = "auc")
        Metric metric,

        @Option(value = "With several tasks, the label whose metric counts.", defaultValue = "\"\"")
        String task,

        @Option(
                value = "A change counts as better when it is larger than this.",
                defaultValue = "0.000001",
                range = "[0, 1]")
        double minDelta,

        @Option(
                value =
                        "On a plateau learning rates are multiplied by this; 1: they are not. A plateau is reduce-patience"
                                + " validations in a row, and one more, that are no better than the best.",
                defaultValue = "1",
                range = "(0, 1]")
        double reduceFactor,

        @Option(
                value = "Validations that may be no better before learning rates are reduced.",
                defaultValue = "0",
                range = "[0, 1000000]")
        int reducePatience,

        @Option(
                value = "Training ends when so many validations in a row were no better than the best; 0: it does not.",
                defaultValue = "0",
                range = "[0, 1000000]")
        int stopPatience) {

    /** No validation while training. */
    public static final ValidationConfiguration NEVER =
            new ValidationConfiguration(When.NEVER, 1000, Metric.AUC, "", 1e-6, 1, 0, 0);

    /** The name of the metric that counts among measured values. */
    public String key() {
        return task.isEmpty() ? metric.key() : task + "/" + metric.key();
    }

    /** When validation takes place. */
    public enum When {
        NEVER,
        EACH_EPOCH,
        EVERY_STEPS
    }

    /** What is best of a training. */
    public enum Metric {
        AUC,
        PR_AUC,
        LOG_LOSS,
        NORMALIZED_ENTROPY,
        RMSE,
        MAE,
        R2,
        ACCURACY,
        MACRO_F1;

        /** The metric's name among measured values. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it is measured of a task. */
        public boolean isOf(Objective objective) {
            return switch (this) {
                case AUC, PR_AUC -> objective == Objective.BINARY;
                case LOG_LOSS, NORMALIZED_ENTROPY -> objective != Objective.REGRESSION;
                case RMSE, MAE, R2 -> objective == Objective.REGRESSION;
                case ACCURACY, MACRO_F1 -> objective == Objective.MULTI_CLASS;
            };
        }

        /** Whether {@code value} is better than {@code best} by more than {@code delta}. */
        public boolean isBetter(double value, double best, double delta) {
            return switch (this) {
                case AUC, PR_AUC, R2, ACCURACY, MACRO_F1 -> value > best + delta;
                case LOG_LOSS, NORMALIZED_ENTROPY, RMSE, MAE -> value < best - delta;
            };
        }
    }
}
