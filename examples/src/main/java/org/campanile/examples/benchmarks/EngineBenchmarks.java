package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The DLRM step against what the machine can do, and against itself at other sizes; each process measures both sides. */
final class EngineBenchmarks {
    private static final int HEAP_GIB = 8;

    private static final int SHARDS_THREADS = 2;

    /** Two tables of 20,000,000 rows of 64 weights and one number of the optimizer: 10.4 GB. */
    private static final int LARGE_HEAP_GIB = 14;

    private final Commands commands;
    private final Effort effort;

    EngineBenchmarks(Commands commands, Effort effort) {
        this.commands = commands;
        this.effort = effort;
    }

    List<Benchmark> all() {
        return List.of(
                new Benchmark(
                        "dlrm-roofline",
                        "GFLOP/s of the DLRM step; of its matrix products alone",
                        "GFLOP/s",
                        0.4,
                        0.6,
                        List.of(
                                comparison("dlrm-roofline", 2048, 1, HEAP_GIB, "sgemm at the same shapes"),
                                comparison("dlrm-roofline", 2048, 2, HEAP_GIB, "sgemm at the same shapes"),
                                comparison("dlrm-roofline", 8192, 1, HEAP_GIB, "sgemm at the same shapes"),
                                comparison("dlrm-roofline", 8192, 2, HEAP_GIB, "sgemm at the same shapes"))),
                new Benchmark(
                        "dlrm-from-shards",
                        "DLRM trained on Spark from shards; its step in memory",
                        "samples/s",
                        0.95,
                        0.98,
                        List.of(fromShards(2048), fromShards(8192))),
                new Benchmark(
                        "table-size",
                        "DLRM step with 20 million rows per table; with 100,000",
                        "samples/s",
                        null,
                        null,
                        List.of(
                                comparison("table-size", 2048, 2, LARGE_HEAP_GIB, "100,000 rows per table"),
                                comparison("table-size", 8192, 2, LARGE_HEAP_GIB, "100,000 rows per table"))));
    }

    private Comparison fromShards(int batch) {
        List<String> shards = List.of(
                "rows=" + effort.rows(),
                "prepared=" + commands.data().resolve("clicks-" + effort.rows()),
                "batch=" + batch,
                "threads=" + SHARDS_THREADS);
        List<String> inMemory = new ArrayList<>(effort.ours());
        inMemory.addAll(shards);
        return new Comparison(
                Sizes.of(batch, SHARDS_THREADS),
                Map.of("batch", batch, "threads", SHARDS_THREADS, "rows", effort.rows()),
                commands.ours("dlrm-from-shards", HEAP_GIB, shards),
                List.of(commands.ours("dlrm-in-memory", HEAP_GIB, inMemory)),
                "our step in memory");
    }

    private Comparison comparison(String workload, int batch, int threads, int heapGib, String peer) {
        List<String> arguments = new ArrayList<>(effort.ours());
        arguments.addAll(List.of("batch=" + batch, "threads=" + threads));
        return new Comparison(
                Sizes.of(batch, threads),
                Map.of("batch", batch, "threads", threads),
                commands.ours(workload, heapGib, arguments),
                List.of(),
                peer);
    }
}
