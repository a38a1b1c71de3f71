package org.campanile.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.campanile.examples.benchmarks.Commands.PytorchLibrary;

/** Training steps on batches in memory, against PyTorch. */
final class StepBenchmarks {
    private static final int HEAP_GIB = 8;
    private static final List<Integer> THREADS = List.of(1, 2);

    private static final Map<String, List<String>> DLRM = Map.of(
            "bags", List.of("dlrm.py", "--tables", "bags"),
            "fused", List.of("dlrm.py", "--tables", "fused"),
            "bags, compiled", List.of("dlrm.py", "--tables", "bags", "--compile"),
            "fused, compiled", List.of("dlrm.py", "--tables", "fused", "--compile"));

    private static final Map<String, List<String>> TWO_TOWER =
            Map.of("eager", List.of("two_tower.py"), "compiled", List.of("two_tower.py", "--compile"));

    private final Commands commands;
    private final Effort effort;

    StepBenchmarks(Commands commands, Effort effort) {
        this.commands = commands;
        this.effort = effort;
    }

    List<Benchmark> all() {
        List<Integer> dlrm = List.of(2048, 8192);
        List<Integer> twoTower = List.of(4096, 8192);
        return List.of(
                new Benchmark(
                        "dlrm-step",
                        "DLRM step in memory; PyTorch as installed",
                        "samples/s",
                        2.2,
                        3.0,
                        comparisons("dlrm-step", dlrm, PytorchLibrary.STOCK, DLRM)),
                new Benchmark(
                        "dlrm-step-avx512",
                        "DLRM step in memory; PyTorch with AVX-512",
                        "samples/s",
                        1.4,
                        2.0,
                        comparisons("dlrm-step", dlrm, PytorchLibrary.AVX512, DLRM)),
                new Benchmark(
                        "two-tower-step",
                        "two-tower step, in-batch softmax; PyTorch as installed",
                        "samples/s",
                        3.0,
                        5.0,
                        comparisons("two-tower-step", twoTower, PytorchLibrary.STOCK, TWO_TOWER)),
                new Benchmark(
                        "two-tower-step-avx512",
                        "two-tower step, in-batch softmax; PyTorch with AVX-512",
                        "samples/s",
                        1.5,
                        2.5,
                        comparisons("two-tower-step", twoTower, PytorchLibrary.AVX512, TWO_TOWER)));
    }

    private List<Comparison> comparisons(
            String workload, List<Integer> batches, PytorchLibrary library, Map<String, List<String>> configurations) {
        List<Comparison> comparisons = new ArrayList<>();
        for (int batch : batches) {
            for (int threads : THREADS) {
                comparisons.add(comparison(workload, batch, threads, library, configurations));
            }
        }
        return comparisons;
    }

    private Comparison comparison(
            String workload, int batch, int threads, PytorchLibrary library, Map<String, List<String>> configurations) {
        List<String> ours = new ArrayList<>(effort.ours());
        ours.addAll(List.of("batch=" + batch, "threads=" + threads));
        List<Contender> peers = configurations.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        commands.pytorch(library, entry.getKey(), threads, script(entry.getValue(), batch, threads)))
                .toList();
        return new Comparison(
                Sizes.of(batch, threads),
                Map.of("batch", batch, "threads", threads),
                commands.ours(workload, HEAP_GIB, ours),
                peers,
                "PyTorch");
    }

    private List<String> script(List<String> configuration, int batch, int threads) {
        List<String> script = new ArrayList<>(configuration);
        script.addAll(List.of("--batch", "" + batch, "--threads", "" + threads));
        script.addAll(effort.pytorch());
        return script;
    }
}
