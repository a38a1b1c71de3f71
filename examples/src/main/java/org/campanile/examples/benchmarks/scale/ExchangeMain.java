package org.campanile.examples.benchmarks.scale;

import java.nio.file.Path;
import java.util.Locale;

/** Prints where the time of a step went in runs that exchange differently. Started by {@code examples/benchmarks/exchange/run}. */
public final class ExchangeMain {
    private ExchangeMain() {}

    /** Arguments: output folders with one training each. */
    public static void main(String[] outputs) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %9s %10s %9s %9s %16s%n",
                "",
                "step, ms",
                "averaging",
                "look-up",
                "update",
                "KiB sent a step");
        for (String output : outputs) {
            Path folder = Path.of(output);
            MeasuredRun run = MeasuredRun.read(folder);
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %9.2f %10.2f %9.2f %9.2f %16.1f%n",
                    folder.getFileName(),
                    1e3 * run.stepSeconds(),
                    1e3 * run.secondsPerStep("sync"),
                    1e3 * run.secondsPerStep("look_up"),
                    1e3 * run.secondsPerStep("update"),
                    run.bytesPerStep() / 1024);
        }
    }
}
