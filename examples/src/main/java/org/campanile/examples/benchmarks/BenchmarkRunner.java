package org.campanile.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.examples.benchmarks.RunnerOptions.Action;
import org.campanile.examples.benchmarks.RunnerOptions.Extent;

/** Runs benchmarks and writes what they came to; started by {@code examples/benchmarks/run}. */
public final class BenchmarkRunner {
    private final RunnerOptions options;
    private final Catalogue catalogue;
    private final Contest contest;
    private final Machine machine;
    private final List<ResultEntry> entries = new ArrayList<>();
    private boolean failed;

    private BenchmarkRunner(RunnerOptions options) {
        Effort effort = options.extent() == Extent.QUICK ? Effort.quick() : Effort.full(options.rounds());
        this.options = options;
        this.catalogue = new Catalogue(Commands.fromProperties(), effort, options.users());
        this.contest = new Contest(
                new ContenderProcess(Path.of(System.getProperty("benchmarks.logs", "target/benchmarks"))),
                effort.rounds());
        this.machine = Machine.detect(System.getProperty("benchmarks.versions", ""));
    }

    /** Arguments as {@code examples/benchmarks/run --help} tells. */
    public static void main(String[] arguments) {
        try {
            System.exit(new BenchmarkRunner(RunnerOptions.parse(List.of(arguments))).run());
        } catch (CampanileException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The exit status. */
    private int run() {
        if (options.action() == Action.LIST) {
            catalogue.lines().forEach(System.out::println);
            return 0;
        }
        for (Benchmark benchmark : catalogue.named(options.names())) {
            run(benchmark);
        }
        if (!entries.isEmpty()) {
            ResultTable.text(entries).forEach(System.out::println);
        }
        return failed ? 1 : 0;
    }

    /** A benchmark that cannot run leaves the others their turn. */
    private void run(Benchmark benchmark) {
        try {
            for (Comparison comparison : chosen(benchmark).comparisons()) {
                System.err.println(benchmark.name() + ": " + comparison.size());
                Result result = contest.run(benchmark, comparison);
                entries.add(result.entry(
                        machine, LocalDate.now(ZoneId.systemDefault()).toString()));
                save();
            }
        } catch (CampanileException e) {
            System.err.println("benchmarks: " + benchmark.name() + " was not measured. " + e.getMessage());
            failed = true;
        }
    }

    private Benchmark chosen(Benchmark benchmark) {
        Benchmark sized = benchmark.ofSize(options.size());
        return options.extent() == Extent.QUICK ? sized.first() : sized;
    }

    /** After every comparison, so that an interrupted run loses nothing. */
    private void save() {
        try {
            List<ResultEntry> all = entries;
            if (options.json() != null) {
                all = ResultsFile.merge(earlier(options.json()), entries);
                Files.writeString(options.json(), ResultsFile.write(all));
            }
            if (options.page() != null) {
                String page = Files.readString(options.page());
                Files.writeString(options.page(), MarkedPage.replace(page, ResultTable.markdown(all)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ResultEntry> earlier(Path json) throws IOException {
        return Files.exists(json) ? ResultsFile.read(Files.readString(json), json.toString()) : List.of();
    }
}
