package org.campanile.core.config;

import java.io.Serializable;

/** Section {@code evaluation.item-knn}. */
public record ItemKnnConfiguration(
        @Option(
                value = "Similar items that count for a candidate; 0: all that share a user with it.",
                defaultValue = "100",
                range = "[0, 1000000]")
        int neighbours,

        @Option(
                value = "Added to the denominator of the cosine, which lowers the similarity of rare items.",
                defaultValue = "10",
                range = "[0, 1000000]")
        double shrink,

        @Option(
                value = "The baseline is left out when users have more pairs of items than this together.",
                defaultValue = "10000000000",
                range = "[0, 1000000000000000]")
        long mostPairs)
        implements Serializable {}
