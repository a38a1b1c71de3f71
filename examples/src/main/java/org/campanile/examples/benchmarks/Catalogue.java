package org.campanile.examples.benchmarks;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;

/** All benchmarks. */
final class Catalogue {
    private final List<Benchmark> benchmarks;

    /** @param users whom Spark's ALS recommends for */
    Catalogue(Commands commands, Effort effort, int users) {
        this.benchmarks = Stream.of(
                        new StepBenchmarks(commands, effort).all(),
                        new EngineBenchmarks(commands, effort).all(),
                        new ReaderBenchmarks(commands, effort).all(),
                        new TrackingBenchmarks(commands, effort).all(),
                        new SparkBenchmarks(commands, effort, users).all())
                .flatMap(List::stream)
                .toList();
    }

    List<Benchmark> all() {
        return benchmarks;
    }

    /** Those named, in the order of naming; all when none is. */
    List<Benchmark> named(List<String> names) {
        return names.isEmpty() ? benchmarks : names.stream().map(this::named).toList();
    }

    private Benchmark named(String name) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CampanileException("There is no benchmark " + name + "; there are "
                        + benchmarks.stream().map(Benchmark::name).toList() + "."));
    }

    /** One line each, for a terminal of 80 columns. */
    List<String> lines() {
        return benchmarks.stream()
                .map(benchmark -> "%-22s %s".formatted(benchmark.name(), benchmark.work()))
                .toList();
    }
}
