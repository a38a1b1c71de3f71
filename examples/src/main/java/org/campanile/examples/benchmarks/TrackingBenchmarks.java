package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Training that is tracked, against training that is not; one process measures both. */
final class TrackingBenchmarks {
    private static final int HEAP_GIB = 2;
    private static final int THREADS = 1;

    private final Commands commands;
    private final Effort effort;

    TrackingBenchmarks(Commands commands, Effort effort) {
        this.commands = commands;
        this.effort = effort;
    }

    List<Benchmark> all() {
        return List.of(new Benchmark(
                "tracked-step",
                "two-tower step tracked on a misbehaving server; untracked",
                "samples/s",
                0.95,
                0.99,
                List.of(comparison(1024), comparison(4096))));
    }

    private Comparison comparison(int batch) {
        List<String> arguments = new ArrayList<>(effort.ours());
        arguments.addAll(List.of(
                "batch=" + batch,
                "threads=" + THREADS,
                "folder=" + commands.data().resolve("tracked-runs")));
        return new Comparison(
                Sizes.of(batch, THREADS),
                Map.of("batch", batch, "threads", THREADS),
                commands.ours("tracked-step", HEAP_GIB, arguments),
                List.of(),
                "without a tracker");
    }
}
