package org.campanile.core.config;

/** Section {@code training.shuffle}. */
public record ShuffleConfiguration(
        @Option(
                value = "Canonical lanes: the order of samples is the same for every worker count that divides them.",
                defaultValue = "8",
                range = "[1, 4096]")
        int lanes,

        @Option(
                value = "Samples of a lane that are shuffled together.",
                defaultValue = "16384",
                range = "[1, 16777216]")
        int window) {}
