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
        TableSharding sharding,

        @Option(
                value =
                        "GPUs of each worker, for its dense networks; tables stay in the machine's memory. Needs the JAR for"
                                + " CUDA, threads: 1 and, on a cluster, executors that have GPUs.",
                defaultValue = "0",
                range = "[0, 1]")
        int gpus,

        @Option(
                value =
                        "spread: samples go to workers in an order that does not depend on their number; by-user: all samples of"
                                + " a user go to the worker that owns the user's row of a sharded table, which then travels no"
                                + " more, while every worker reads all samples to find its own; auto: by-user where workers'"
                                + " shares differ by at most a tenth and a table has rows of users.",
                defaultValue = "spread")
        SampleSharing samples) {
    /** Without GPUs, samples spread. */
    public ClusterConfiguration(int workers, int threads, TableOwnership tables, TableSharding sharding) {
        this(workers, threads, tables, sharding, 0, SampleSharing.SPREAD);
    }
}
