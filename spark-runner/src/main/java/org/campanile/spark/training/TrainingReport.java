package org.campanile.spark.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.campanile.core.tracking.RunResult;

/**
 * What a training came to.
 *
 * @param run     the run folder
 * @param result  final metrics, baselines and speed
 * @param steps   steps taken
 * @param seconds wall time of the training itself
 * @param table   the metrics beside the baselines, as lines of at most 80 columns
 */
public record TrainingReport(Path run, RunResult result, long steps, double seconds, List<String> table) {
    public TrainingReport {
        table = List.copyOf(table);
    }

    /** The closing table for a terminal of 80 columns: metrics beside the baselines, speed and paths. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.addAll(table);
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "trained  %,d steps in %.1f s, %,.0f samples/s",
                steps,
                seconds,
                result.samplesPerSecond()));
        result.paths().forEach((kind, path) -> lines.add("%-8s %s".formatted(kind, path)));
        return lines;
    }
}
