package org.campanile.core.config;

import java.io.Serializable;

/** Section {@code evaluation.als}: Spark's alternating least squares with implicit feedback. */
public record AlsConfiguration(
        @Option(value = "Length of the factors.", defaultValue = "64", range = "[1, 1000]")
        int rank,

        @Option(value = "Iterations.", defaultValue = "15", range = "[1, 1000]")
        int iterations,

        @Option(
                value = "Regularisation, for each interaction of a user or item.",
                defaultValue = "0.1",
                range = "(0, 1000000]")
        double lambda,

        @Option(
                value = "Confidence in an interaction beyond that in its absence.",
                defaultValue = "10",
                range = "(0, 1000000]")
        double alpha)
        implements Serializable {}
