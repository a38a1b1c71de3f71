package org.campanile.examples.benchmarks.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Prints what {@link ScaleModel} predicts: for runs that were made on this machine, beside what they took, and for many
 * executors. Started by {@code examples/benchmarks/scale/run}.
 */
public final class ScaleMain {
    private static final int[] MEASURED = {1, 2, 4};
    private static final int[] EXECUTORS = {8, 16, 32, 64, 128, 256, 512, 1000};
    private static final long[] PARAMETERS = {100_000_000L, 1_000_000_000L, 10_000_000_000L, 100_000_000_000L};

    /** Of an executor's memory, what tables may take: as {@code cluster.sharding: auto} has it. */
    private static final double SHARE_OF_TABLES = 0.6;

    private static final double MEBIBYTE = 1 << 20;

    private final Path runs;
    private final LinkCosts link;
    private final TrainedModel model;
    private final OneWorker aloneReplicated;
    private final OneWorker aloneSharded;

    private ScaleMain(Path runs, LinkCosts link) {
        this.runs = runs;
        this.link = link;
        this.model = run(Placement.REPLICATED, 1).model();
        this.aloneReplicated = run(Placement.REPLICATED, 1).alone();
        this.aloneSharded = run(Placement.SHARDED, 1).alone();
    }

    /**
     * Arguments: the file of {@link LinkProbe}; the folder with the output of each training, named {@code
     * <placement>-<workers>}; of the network to predict for, latency in microseconds and speed in gigabits per second; memory
     * of an executor in GiB.
     */
    public static void main(String[] arguments) throws IOException {
        LinkCosts here = new ObjectMapper().readValue(Path.of(arguments[0]).toFile(), LinkCosts.class);
        LinkCosts there =
                here.on(Double.parseDouble(arguments[2]) / 1e6, Double.parseDouble(arguments[3]) * 1e9 / Byte.SIZE);
        double memory = Double.parseDouble(arguments[4]) * (1L << 30);
        ScaleMain main = new ScaleMain(Path.of(arguments[1]), here);
        main.check(System.out);
        main.predict(there, memory, System.out);
    }

    private MeasuredRun run(Placement placement, int workers) {
        return MeasuredRun.read(runs.resolve(placement.option() + "-" + workers));
    }

    private OneWorker alone(Placement placement) {
        return switch (placement) {
            case REPLICATED -> aloneReplicated;
            case SHARDED -> aloneSharded;
        };
    }

    private void check(PrintStream out) {
        int cores = Runtime.getRuntime().availableProcessors();
        out.printf(
                Locale.ROOT,
                "Here, %d cores: %s%n%n%-11s %7s  %26s  %26s%n",
                cores,
                text(link),
                "",
                "",
                "step, ms",
                "sent a step, KiB");
        out.printf(
                Locale.ROOT,
                "%-11s %7s  %9s %8s %7s  %9s %8s %7s%n",
                "tables",
                "workers",
                "predicted",
                "measured",
                "ratio",
                "predicted",
                "measured",
                "ratio");
        for (Placement placement : Placement.values()) {
            for (int workers : MEASURED) {
                MeasuredRun run = run(placement, workers);
                StepTime step = new ScaleModel(model, alone(placement), link, cores).step(placement, workers);
                out.printf(
                        Locale.ROOT,
                        "%-11s %7d  %9.2f %8.2f %7s  %9.1f %8.1f %7s%n",
                        placement.option(),
                        workers,
                        1e3 * step.seconds(),
                        1e3 * run.stepSeconds(),
                        ratio(step.seconds(), run.stepSeconds()),
                        step.bytes() / 1024,
                        run.bytesPerStep() / 1024,
                        ratio(step.bytes(), run.bytesPerStep()));
            }
        }
    }

    private static String ratio(double predicted, double measured) {
        return measured == 0 ? "-" : String.format(Locale.ROOT, "%.2f", predicted / measured);
    }

    private void predict(LinkCosts network, double memory, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%nElsewhere, a core for each worker: %s; %.0f GiB an executor, of which tables take up to %.0f %%%n",
                text(network),
                memory / (1L << 30),
                100 * SHARE_OF_TABLES);
        out.printf(
                Locale.ROOT,
                "%n%10s %9s  %-10s %8s %8s %8s %8s %8s  %9s %10s %10s%n",
                "parameters",
                "executors",
                "tables",
                "step, ms",
                "compute",
                "messages",
                "bytes",
                "waiting",
                "MiB sent",
                "GiB held",
                "efficiency");
        for (long parameters : PARAMETERS) {
            TrainedModel large = model.withRows((int) (parameters / model.tables() / model.dim()));
            for (int executors : EXECUTORS) {
                predict(large, parameters, executors, network, memory * SHARE_OF_TABLES, out);
            }
        }
    }

    private void predict(
            TrainedModel large, long parameters, int executors, LinkCosts network, double room, PrintStream out) {
        Placement placement = large.tableBytes() <= room ? Placement.REPLICATED : Placement.SHARDED;
        OneWorker one = alone(placement);
        ScaleModel scale = new ScaleModel(large, one, network, executors);
        double held = scale.tableBytes(placement, executors);
        if (held > room) {
            out.printf(
                    Locale.ROOT,
                    "%10.0e %9d  do not fit: %.0f GiB a worker%n",
                    (double) parameters,
                    executors,
                    held / (1L << 30));
            return;
        }
        StepTime step = scale.step(placement, executors);
        out.printf(
                Locale.ROOT,
                "%10.0e %9d  %-10s %8.2f %8.2f %8.2f %8.2f %8.2f  %9.2f %10.2f %9.0f%%%n",
                (double) parameters,
                executors,
                placement.option(),
                1e3 * step.seconds(),
                1e3 * step.compute(),
                1e3 * step.messages(),
                1e3 * step.transfer(),
                1e3 * step.waiting(),
                step.bytes() / MEBIBYTE,
                held / (1L << 30),
                100 * one.stepSeconds() / step.seconds());
    }

    private static String text(LinkCosts costs) {
        return String.format(
                Locale.ROOT,
                "a message takes %.1f us, %.1f us of them a processor's, and a second carries %.2f GB",
                1e6 * costs.latencySeconds(),
                1e6 * costs.overheadSeconds(),
                costs.bytesPerSecond() / 1e9);
    }
}
