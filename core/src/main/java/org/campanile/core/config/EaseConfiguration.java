package org.campanile.core.config;

import java.io.Serializable;

/** Section {@code evaluation.ease}. */
public record EaseConfiguration(
        @Option(value = "L2 norm of the weights.", defaultValue = "300", range = "(0, 1000000000]")
        double lambda,

        @Option(
                value = "The baseline is left out when there are more items: it takes 4 bytes for each pair of them.",
                defaultValue = "12000",
                range = "[0, 46000]")
        int mostItems)
        implements Serializable {}
