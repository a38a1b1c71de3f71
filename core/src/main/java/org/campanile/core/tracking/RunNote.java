package org.campanile.core.tracking;

import java.util.Map;
import java.util.stream.Collectors;
import org.campanile.core.chart.Numbers;

/** What a run is, in a sentence, and what it came to, in a small Markdown table: the note on top of its MLflow page. */
final class RunNote {
    private static final int MOST_METRICS = 30;

    private RunNote() {}

    static String of(RunRecord run) {
        String rows = run.metrics.entrySet().stream()
                .filter(metric -> !RunFolder.isSlice(metric.getKey()))
                .limit(MOST_METRICS)
                .map(metric -> "| %s | %s |\n".formatted(metric.getKey(), Numbers.format(metric.getValue())))
                .collect(Collectors.joining());
        return "%s\n%s".formatted(headline(run), rows.isEmpty() ? "" : "\n| metric | value |\n|---|---:|\n" + rows);
    }

    /** What was trained on what, as far as it is known. */
    static String headline(RunRecord run) {
        Map<String, String> options = run.parameters;
        String model = options.getOrDefault("model.type", "A model");
        String data = run.dataName.isEmpty() ? options.getOrDefault("data.source", "") : run.dataName;
        String trained = data.isEmpty() ? "%s was trained".formatted(model) : "%s on %s".formatted(model, data);
        return run.dataSource.isEmpty() ? trained : "%s (%s)".formatted(trained, run.dataSource);
    }
}
