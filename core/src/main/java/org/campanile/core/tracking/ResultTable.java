package org.campanile.core.tracking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.chart.Html;
import org.campanile.core.chart.Numbers;

/**
 * Final metrics as a table: a row for each, and for each part of the data a column with its value, beside it its interval
 * and those of the baselines where there are any. The test part comes first.
 */
final class ResultTable {
    private static final int MOST_ROWS = 200;
    private static final String FIRST_PART = "test";

    private final RunRecord run;
    private final Set<String> parts = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();

    private ResultTable(RunRecord run) {
        this.run = run;
        for (String metric : run.metrics.keySet()) {
            if (!RunFolder.isSlice(metric)) {
                int slash = metric.indexOf('/');
                parts.add(metric.substring(0, Math.max(slash, 0)));
                names.add(metric.substring(slash + 1));
            }
        }
        if (parts.remove(FIRST_PART)) {
            List<String> others = List.copyOf(parts);
            parts.clear();
            parts.add(FIRST_PART);
            parts.addAll(others);
        }
    }

    /** The table as HTML; nothing without metrics. */
    static String of(RunRecord run) {
        ResultTable table = new ResultTable(run);
        return table.names.isEmpty() ? "" : table.html();
    }

    private String html() {
        List<Column> columns = new ArrayList<>();
        parts.forEach(part -> addColumns(part, columns));
        List<String> head = new ArrayList<>(List.of("metric"));
        columns.forEach(column -> head.add(column.title));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        names.stream()
                .limit(MOST_ROWS)
                .forEach(name -> rows.put(
                        name,
                        columns.stream()
                                .map(column -> column.cells.getOrDefault(column.part + name, ""))
                                .toList()));
        return Html.numbers(head, rows);
    }

    /**
     * A column.
     *
     * @param part  what stands before the names of its metrics
     * @param cells by metric
     */
    private record Column(String title, String part, Map<String, String> cells) {}

    private void addColumns(String part, List<Column> columns) {
        String prefix = part.isEmpty() ? "" : part + '/';
        columns.add(new Column(part.isEmpty() ? "this run" : part, prefix, formatted(run.metrics)));
        if (run.intervals.keySet().stream().anyMatch(metric -> isOf(prefix, metric))) {
            Map<String, String> intervals = new LinkedHashMap<>();
            run.intervals.forEach((metric, interval) -> intervals.put(metric, SliceTable.interval(interval)));
            columns.add(new Column("95 % interval", prefix, intervals));
        }
        run.baselines.forEach((name, metrics) -> {
            if (metrics.keySet().stream().anyMatch(metric -> isOf(prefix, metric))) {
                columns.add(new Column(name, prefix, formatted(metrics)));
            }
        });
    }

    private static boolean isOf(String prefix, String metric) {
        return metric.startsWith(prefix) && !RunFolder.isSlice(metric);
    }

    private static Map<String, String> formatted(Map<String, Double> metrics) {
        Map<String, String> cells = new LinkedHashMap<>();
        metrics.forEach((metric, value) -> cells.put(metric, Numbers.format(value)));
        return cells;
    }
}
