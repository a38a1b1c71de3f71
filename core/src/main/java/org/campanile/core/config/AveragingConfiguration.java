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
        double outerLearningRate,

        @Option(
                value =
                        "In what precision workers exchange dense parameters: full; half: what a round added to them, in 16"
                                + " bits, and what was rounded away is added to the next round (error feedback). The optimizer's"
                                + " state and rows of tables travel in full.",
                defaultValue = "full")
        Deltas deltas,

        @Option(
                value =
                        "blocking: training waits until dense parameters are exchanged; overlapped: it goes on meanwhile, and"
                                + " what other workers' rounds added arrives a round later; rounds that end in a checkpoint or a"
                                + " validation wait. Tables are then not sharded.",
                defaultValue = "blocking")
        Exchange exchange) {

    /** The mean of every few steps, taken as it is. */
    public AveragingConfiguration(int every) {
        this(every, Outer.AVERAGE, 0.9, 0.7);
    }

    /** The mean of every few steps and what becomes of it, exchanged in full while training waits. */
    public AveragingConfiguration(int every, Outer outer, double outerMomentum, double outerLearningRate) {
        this(every, outer, outerMomentum, outerLearningRate, Deltas.FULL, Exchange.BLOCKING);
    }

    /** What becomes of the workers' mean. */
    public enum Outer {
        AVERAGE,
        NESTEROV
    }

    /** The precision in which dense parameters are exchanged. */
    public enum Deltas {
        FULL,
        HALF
    }

    /** What training does while dense parameters are exchanged. */
    public enum Exchange {
        BLOCKING,
        OVERLAPPED
    }
}
