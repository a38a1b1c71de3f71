package org.campanile.core.config;

import java.util.List;

/** Section {@code evaluation}. */
public record EvaluationConfiguration(
        @Option(
                value = "Lengths of the recommendation list at which metrics are taken.",
                defaultValue = "[10, 20, 50, 100]",
                range = "[1, 10000]")
        List<Integer> topK,

        @Option(
                value = "Whether items the user has interacted with before are left out of the ranking.",
                defaultValue = "true")
        boolean excludeSeen,

        @Option(value = "Baselines evaluated beside the model: most-popular.", defaultValue = "[most-popular]")
        List<Baseline> baselines) {

    public EvaluationConfiguration {
        topK = List.copyOf(topK);
        baselines = List.copyOf(baselines);
    }

    /** Baselines of retrieval. */
    public enum Baseline {
        MOST_POPULAR
    }
}
