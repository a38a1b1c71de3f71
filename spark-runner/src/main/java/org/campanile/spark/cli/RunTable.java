package org.campanile.spark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.campanile.core.tracking.RunSummary;

/** The table that {@code campanile runs} prints, at most 80 columns wide unless a run has a long name. */
final class RunTable {
    private static final int RESULT_WIDTH = 21;
    private static final String LINE = "%-8s  %-" + RESULT_WIDTH + "s  %s";
    private static final List<String> TELLING =
            List.of("test/ndcg_at_10", "test/auc", "test/hit_rate_at_10", "train/loss");

    private RunTable() {}

    static List<String> lines(List<RunSummary> runs, Path output) {
        if (runs.isEmpty()) {
            return List.of(none(output));
        }
        List<String> lines = new ArrayList<>();
        lines.add(LINE.formatted("status", "result", "run"));
        for (RunSummary run : runs) {
            String status = run.status().name().toLowerCase(Locale.ROOT);
            lines.add(LINE.formatted(status, result(run.metrics()), name(run)));
        }
        return lines;
    }

    static String none(Path output) {
        return "No runs in " + output + "; `campanile train CONFIG` makes one.";
    }

    /** As it can be given to the other commands: experiment and folder, which begins with the time. */
    static String name(RunSummary run) {
        return run.experiment() + "/" + run.folder().getFileName();
    }

    /** A telling metric if the run has one, else the first of its own that has room. */
    private static String result(Map<String, Double> metrics) {
        return Stream.concat(TELLING.stream().filter(metrics::containsKey), metrics.keySet().stream())
                .map(name -> "%s %.4f".formatted(name.substring(name.indexOf('/') + 1), metrics.get(name)))
                .filter(text -> text.length() <= RESULT_WIDTH)
                .findFirst()
                .orElse("");
    }
}
