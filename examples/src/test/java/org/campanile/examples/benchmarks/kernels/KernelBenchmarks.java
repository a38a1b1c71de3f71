package org.campanile.examples.benchmarks.kernels;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures every kernel and prints a table: bytes or operations per second of each implementation, and what part of the
 * core's own ceiling the fastest reaches. That can be more than all where a kernel only reads, because the ceiling is
 * that of a copy. Each speed is the best of six iterations, the one that other programs disturbed least. With {@code
 * --quick}, the vector kernels alone.
 */
public final class KernelBenchmarks {
    private static final List<String> ALL = List.of("reference", "unrolled", "vector");
    private static final List<String> QUICK = List.of("vector");
    private static final int CALLS = 5_000;
    private static final int WARM_UP = 4;
    private static final int ITERATIONS = 6;

    private KernelBenchmarks() {}

    public static void main(String... arguments) throws RunnerException {
        List<String> implementations = implementations(arguments);
        Speeds ceilings = run(Stream.of("CopyCeiling", "VectorCeiling"), List.of());
        double bytes = ceilings.of(Work.COPY, "");
        double operations = ceilings.of(Work.computes("VectorCeiling.multiplyAdd", VectorCeiling.OPERATIONS), "");
        System.out.printf(
                Locale.ROOT, "Ceilings of the core: %.0f GB/s (copy), %.0f GFLOP/s (FMA)%n", bytes, operations);

        Speeds speeds = run(Work.KERNELS.stream().map(Work::benchmark), implementations);
        System.out.printf("Java %s, %s%n%n", Runtime.version(), System.getProperty("os.arch"));
        System.out.print(row("kernel", implementations.stream(), "unit", "of ceiling"));
        for (Work work : Work.KERNELS) {
            double best = implementations.stream()
                    .mapToDouble(name -> speeds.of(work, name))
                    .max()
                    .orElseThrow();
            double ceiling = work.unit() == Work.Unit.GIGABYTES ? bytes : operations;
            System.out.print(row(
                    work.kernel(),
                    implementations.stream().map(name -> String.format(Locale.ROOT, "%.1f", speeds.of(work, name))),
                    work.unit().symbol(),
                    String.format(Locale.ROOT, "%.0f %%", 100 * best / ceiling)));
        }
    }

    private static List<String> implementations(String... arguments) {
        return switch (String.join(" ", arguments)) {
            case "" -> ALL;
            case "--quick" -> QUICK;
            default ->
                throw new IllegalArgumentException(
                        "the kernel benchmarks take --quick or nothing, but got " + Arrays.toString(arguments));
        };
    }

    /* At most 22 + 3 * 12 + 9 + 12 columns. */
    private static String row(String kernel, Stream<String> values, String unit, String share) {
        StringBuilder row = new StringBuilder(String.format("%-22s", kernel));
        values.forEach(value -> row.append(String.format("%12s", value)));
        return row.append(String.format("%9s%12s%n", unit, share)).toString();
    }

    private static Speeds run(Stream<String> benchmarks, List<String> implementations) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                // Iterations of so many calls, not of so much time, and calls that wait for the compiler: the warm-up
                // ends with fast code on a busy machine, too.
                .mode(Mode.SingleShotTime)
                .jvmArgsAppend("-Xbatch")
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(WARM_UP)
                .warmupBatchSize(CALLS)
                .measurementIterations(ITERATIONS)
                .measurementBatchSize(CALLS)
                .verbosity(VerboseMode.SILENT);
        benchmarks.forEach(name -> options.include(name.replace(".", "\\.") + "\\b"));
        if (!implementations.isEmpty()) {
            options.param("implementation", implementations.toArray(String[]::new));
        }
        return new Speeds(new Runner(options.build()).run());
    }

    /** Results of JMH as amounts of work per nanosecond. */
    private record Speeds(Collection<RunResult> results) {

        /** @param implementation empty for a benchmark without */
        double of(Work work, String implementation) {
            RunResult result = results.stream()
                    .filter(candidate -> candidate.getParams().getBenchmark().endsWith("." + work.benchmark()))
                    .filter(candidate -> implementation.isEmpty()
                            || implementation.equals(candidate.getParams().getParam("implementation")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(work.benchmark() + " was not measured"));
            return CALLS
                    * work.amount()
                    / result.getPrimaryResult().getStatistics().getMin();
        }
    }
}
