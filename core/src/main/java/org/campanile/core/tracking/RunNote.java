package org.campanile.core.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.campanile.core.chart.Numbers;

/**
 * What a run is, in a sentence, what the numbers say, and what it came to beside its baselines, in a small table: the
 * Markdown note on top of its MLflow page.
 */
final class RunNote {
    private static final int MOST_METRICS = 30;

    /** Below what servers take of a tag, so that no row of the table is cut. */
    private static final int LONGEST = 4500;

    private final RunRecord run;

    private RunNote(RunRecord run) {
        this.run = run;
    }

    static String of(RunRecord run) {
        return new RunNote(run).markdown();
    }

    private String markdown() {
        List<String> blocks = new ArrayList<>(List.of(text(headline(run))));
        String error = run.tags.getOrDefault(RunTracker.ERROR, "");
        if (!error.isEmpty()) {
            blocks.add("**%s**: %s".formatted(run.status.name().toLowerCase(Locale.ROOT), text(error)));
        }
        if (!run.dataRows.isEmpty()) {
            blocks.add(run.dataRows.entrySet().stream()
                    .map(part -> "%,d %s rows".formatted(part.getValue(), part.getKey()))
                    .collect(Collectors.joining(", ")));
        }
        if (!run.findings.isEmpty()) {
            blocks.add(
                    run.findings.stream().map(finding -> "- " + text(finding)).collect(Collectors.joining("\n")));
        }
        return table(new StringBuilder(String.join("\n\n", blocks)).append('\n'));
    }

    private String table(StringBuilder note) {
        List<String> rows = run.metrics.keySet().stream()
                .filter(metric -> !RunFolder.isSlice(metric))
                .limit(MOST_METRICS)
                .map(this::row)
                .toList();
        if (!rows.isEmpty()) {
            note.append("\n| metric | value |");
            run.baselines
                    .keySet()
                    .forEach(name -> note.append(' ').append(text(name)).append(" |"));
            note.append("\n|---|---:|")
                    .append("---:|".repeat(run.baselines.size()))
                    .append('\n');
        }
        for (String row : rows) {
            if (note.length() + row.length() < LONGEST) {
                note.append(row);
            }
        }
        return note.toString();
    }

    private String row(String metric) {
        StringBuilder row = new StringBuilder("| %s | %s |".formatted(text(metric), cell(run.metrics, metric)));
        run.baselines
                .values()
                .forEach(baseline ->
                        row.append(' ').append(cell(baseline, metric)).append(" |"));
        return row.append('\n').toString();
    }

    private static String cell(Map<String, Double> values, String metric) {
        Double value = values.get(metric);
        return value == null ? "" : Numbers.format(value);
    }

    /** Characters that would end a cell or a line. */
    private static String text(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "\\|");
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
