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
        int threads,

        @Option(
                value =
                        "own: each worker has embedding tables of its own; shared: the workers of one executor train the"
                                + " same ones without locks (Hogwild), in the memory of one, but two runs no longer agree to"
                                + " the bit.",
                defaultValue = "own")
        TableOwnership tables,

        @Option(
                value =
                        "replicated: every worker has all rows of every table; sharded: every row has one owner among the"
                                + " workers, which exchange the rows of every step; auto: tables are replicated as far as the"
                                + " workers' memory goes, and the largest sharded. Nothing is sharded with one worker.",
                defaultValue = "auto")
        TableSharding sharding) {}
