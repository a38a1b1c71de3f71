package org.campanile.core.config;

/** Section {@code training.checkpoint}. A checkpoint is always written at the end of each epoch. */
public record CheckpointConfiguration(
        @Option(
                value = "Steps between two checkpoints within an epoch; 0: only at the end of each epoch.",
                defaultValue = "0",
                range = "[0, 1000000000]")
        int everySteps,

        @Option(value = "Newest checkpoints that are kept.", defaultValue = "2", range = "[1, 1000]")
        int keep,

        @Option(
                value =
                        "blocking: training waits until a checkpoint is written; background: it waits while worker 0 copies"
                                + " its model, which takes the model's memory once more. Models with sharded tables are"
                                + " written blocking.",
                defaultValue = "blocking")
        Writing writing) {

    /** Training waits for its checkpoints. */
    public CheckpointConfiguration(int everySteps, int keep) {
        this(everySteps, keep, Writing.BLOCKING);
    }

    /** What training waits for. */
    public enum Writing {
        BLOCKING,
        BACKGROUND
    }
}
