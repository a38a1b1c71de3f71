package org.campanile.core.config;

/** Section {@code training.averaging}. */
public record AveragingConfiguration(
        @Option(
                value = "Steps between two averagings of the workers' parameters.",
                defaultValue = "16",
                range = "[1, 1000000]")
        int every) {}
