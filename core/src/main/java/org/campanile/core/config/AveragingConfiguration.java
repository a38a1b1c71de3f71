package org.campanile.core.config;

/** Section {@code training.averaging}. */
public record AveragingConfiguration(
        @Option(
                value = "Steps between two averagings of the workers' parameters.",
                defaultValue = "16",
                range = "[1, 1000000]")
        int every,

        @Option(
                value =
                        "What becomes of the mean of the workers' dense parameters: average: it is taken as it is; nesterov: its"
                                + " difference from the parameters before is the gradient of a step with Nesterov momentum"
                                + " (SlowMo, DiLoCo), also with one worker.",
                defaultValue = "average")
        Outer outer,

        @Option(value = "Momentum of outer: nesterov; 0 for none.", defaultValue = "0.9", range = "[0, 1)")
        double outerMomentum,

        @Option(
                value = "Learning rate of outer: nesterov; 1 with momentum 0 is the mean itself.",
                defaultValue = "0.7",
                range = "(0, 10]")
        double outerLearningRate) {

    /** The mean of every few steps, taken as it is. */
    public AveragingConfiguration(int every) {
        this(every, Outer.AVERAGE, 0.9, 0.7);
    }

    /** What becomes of the workers' mean. */
    public enum Outer {
        AVERAGE,
        NESTEROV
    }
}
