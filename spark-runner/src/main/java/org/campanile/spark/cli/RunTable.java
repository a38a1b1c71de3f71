package org.campanile.spark.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.tracking.RunSummary;

/** The table that {@code campanile runs} prints, at most 80 columns wide. */
final class RunTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final List<String> TELLING =
            List.of("test/ndcg_at_10", "test/auc", "test/hit_rate_at_10", "train/loss");

    private RunTable() {}

    static List<String> lines(List<RunSummary> runs, Path output) {
        if (runs.isEmpty()) {
            return List.of("No runs in " + output + "; `campanile train CONFIG` makes one.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("%-16s  %-9s  %-24s  %s".formatted("started", "status", "run", "result"));
        for (RunSummary run : runs) {
            lines.add("%-16s  %-9s  %-24s  %s"
                    .formatted(
                            TIME.format(run.started().atZone(ZoneId.systemDefault())),
                            run.status().name().toLowerCase(Locale.ROOT),
                            shorten(run.experiment() + "/" + run.name(), 24),
                            result(run.metrics())));
        }
        return lines;
    }

    private static String result(Map<String, Double> metrics) {
        return TELLING.stream()
                .filter(metrics::containsKey)
                .findFirst()
                .map(name -> "%s %.4f".formatted(name.substring(name.indexOf('/') + 1), metrics.get(name)))
                .orElse("");
    }

    private static String shorten(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "~";
    }
}
