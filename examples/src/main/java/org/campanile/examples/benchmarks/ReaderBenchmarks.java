package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The streaming reader against Spark's reader of the same files, and against what training takes from it. */
final class ReaderBenchmarks {
    private static final int HEAP_GIB = 6;
    private static final int BATCH = 2048;

    private final Commands commands;
    private final Effort effort;

    ReaderBenchmarks(Commands commands, Effort effort) {
        this.commands = commands;
        this.effort = effort;
    }

    List<Benchmark> all() {
        return List.of(
                new Benchmark(
                        "shard-reader",
                        "samples read per CPU second; Spark's vectorised reader",
                        "rows/CPU s",
                        3.0,
                        null,
                        List.of(
                                comparison("rows of a DataFrame", ours("spark-reader", "by=rows"), "Spark's reader"),
                                comparison(
                                        "batches of columns", ours("spark-reader", "by=batches"), "Spark's reader"))),
                new Benchmark(
                        "shard-reader-dlrm",
                        "samples read per CPU second; trained by DLRM",
                        "rows/CPU s",
                        10.0,
                        null,
                        List.of(comparison("13 + 26 columns", ours("dlrm-in-memory", "threads=1"), "our DLRM step"))));
    }

    private Comparison comparison(String size, Contender opponent, String peer) {
        return new Comparison(
                size,
                Map.of("batch", BATCH, "rows", effort.rows()),
                ours("shard-reader", "threads=1"),
                List.of(opponent),
                peer);
    }

    private Contender ours(String workload, String setting) {
        List<String> arguments = new ArrayList<>(effort.ours());
        arguments.addAll(List.of(
                "rows=" + effort.rows(),
                "prepared=" + commands.data().resolve("clicks-" + effort.rows()),
                "batch=" + BATCH,
                setting));
        Contender contender = commands.ours(workload, HEAP_GIB, arguments);
        String name = setting.startsWith("by=") ? "Spark by " + setting.substring(3) : contender.name();
        return new Contender(name, contender.command(), contender.environment(), contender.obstacle());
    }
}
