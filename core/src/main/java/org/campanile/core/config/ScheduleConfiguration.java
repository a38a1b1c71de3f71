package org.campanile.core.config;

/** Section {@code training.schedule}: what the learning rates of both optimizers are multiplied by over the steps. */
public record ScheduleConfiguration(
        @Option(
                value = "constant, or cosine: the factor falls along half a wave to final-factor at the last step.",
                defaultValue = "constant")
        Type type,

        @Option(
                value = "Steps over which the factor first rises in a straight line to 1.",
                defaultValue = "0",
                range = "[0, 1000000000]")
        int warmUpSteps,

        @Option(value = "Cosine: the factor at the end.", defaultValue = "0", range = "[0, 1]")
        double finalFactor) {

    /** The configured rates at every step. */
    public static final ScheduleConfiguration CONSTANT = new ScheduleConfiguration(Type.CONSTANT, 0, 0);

    /** The shapes of a schedule. */
    public enum Type {
        CONSTANT,
        COSINE
    }
}
