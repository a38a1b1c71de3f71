package org.campanile.core.config;

/** Section {@code cluster}. */
public record ClusterConfiguration(
        @Option(
                value = "Workers: tasks of the barrier stage, one replica of the model each.",
                defaultValue = "1",
                range = "[1, 4096]")
        int workers,

        @Option(
                value = "Threads of each worker, among which it splits every batch; each wants a core of its own.",
                defaultValue = "1",
                range = "[1, 1024]")
        int threads) {}
