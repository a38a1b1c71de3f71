package org.campanile.core.config;

/** Section {@code training}. */
public record TrainingConfiguration(
        @Option(value = "Samples per step and worker.", defaultValue = "1024", range = "[1, 1048576]")
        int batchSize,

        @Option(value = "Passes over the training samples.", defaultValue = "10", range = "[1, 100000]")
        int epochs,

        @Option(value = "Optimizer of the dense networks.", defaultValue = "{}")
        DenseOptimizerConfiguration denseOptimizer,

        @Option(value = "Optimizer of the embedding tables.", defaultValue = "{}")
        SparseOptimizerConfiguration sparseOptimizer,

        @Option(
                value = "Where embedding tables are kept: heap or native, outside the Java heap.",
                defaultValue = "heap")
        TableMemory tableMemory,

        @Option(value = "How workers' parameters are averaged.", defaultValue = "{}")
        AveragingConfiguration averaging,

        @Option(value = "When checkpoints are written.", defaultValue = "{}")
        CheckpointConfiguration checkpoint,

        @Option(value = "Order in which samples are read.", defaultValue = "{}")
        ShuffleConfiguration shuffle,

        @Option(value = "Learning rates over the steps.", defaultValue = "{}")
        ScheduleConfiguration schedule,

        @Option(value = "Validation of ranking models while they train.", defaultValue = "{}")
        ValidationConfiguration validation,

        @Option(
                value =
                        "How a ranking model's probabilities are brought to the rates of the validation part, after training:"
                                + " none, temperature (the logit is divided by a number) or isotonic (any rising function).",
                defaultValue = "none")
        CalibrationMethod calibration) {

    /** With constant learning rates, without validation and calibration. */
    public TrainingConfiguration(
            int batchSize,
            int epochs,
            DenseOptimizerConfiguration denseOptimizer,
            SparseOptimizerConfiguration sparseOptimizer,
            TableMemory tableMemory,
            AveragingConfiguration averaging,
            CheckpointConfiguration checkpoint,
            ShuffleConfiguration shuffle) {
        this(
                batchSize,
                epochs,
                denseOptimizer,
                sparseOptimizer,
                tableMemory,
                averaging,
                checkpoint,
                shuffle,
                ScheduleConfiguration.CONSTANT,
                ValidationConfiguration.NEVER,
                CalibrationMethod.NONE);
    }
}
