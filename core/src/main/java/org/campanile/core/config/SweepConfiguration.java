package org.campanile.core.config;

import org.campanile.core.Check;

/** How a sweep tries values of options; the root of its YAML file beside {@code parameters}. */
public record SweepConfiguration(
        @Option(
                value = "grid: every combination of the listed values; random: independent draws of each option.",
                defaultValue = "grid")
        Method method,

        @Option("Metric that decides, such as validation/ndcg_at_10.")
        String metric,

        @Option(value = "Whether larger or smaller values of the metric are better.", defaultValue = "maximize")
        Goal goal,

        @Option(
                value = "Combinations that are drawn at random; 0 for a grid.",
                defaultValue = "0",
                range = "[0, 10000]")
        int trials,

        @Option(value = "Seed of the draws.", defaultValue = "42")
        long seed,

        @Option(
                value = "Trials that are trained at once, each by workers of its own.",
                defaultValue = "1",
                range = "[1, 64]")
        int parallel) {

    public SweepConfiguration {
        Check.that(
                (method == Method.RANDOM) == (trials > 0),
                "trials is %d with method %s; a random sweep needs at least 1, a grid has as many as it has combinations",
                trials,
                ValueParser.word(method));
    }

    /** Which combinations are tried. */
    public enum Method {
        GRID,
        RANDOM
    }

    /** Which values of the metric are better. */
    public enum Goal {
        MAXIMIZE,
        MINIMIZE;

        /** Whether a value is better than another; one that is not a number never is. */
        public boolean isBetter(double value, double than) {
            return this == MAXIMIZE ? value > than : value < than;
        }
    }
}
