package org.campanile.core.tracking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.campanile.core.chart.Html;
import org.campanile.core.chart.Numbers;
import org.campanile.core.metric.ConfidenceInterval;
import org.jspecify.annotations.Nullable;

/** The metrics of slices as a table with a row for each slice; of metrics at several lengths only those at the first. */
final class SliceTable {
    private static final int MOST_ROWS = 400;

    private SliceTable() {}

    /** The table as HTML; nothing without slices. */
    static String of(Map<String, Double> metrics, Map<String, ConfidenceInterval> intervals) {
        Set<String> columns = new LinkedHashSet<>();
        Map<String, Map<String, String>> cells = new LinkedHashMap<>();
        String length = "";
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            Optional<SliceName> parsed = SliceName.parse(metric.getKey());
            if (parsed.isEmpty()) {
                continue;
            }
            SliceName name = parsed.get();
            length = length.isEmpty() ? name.length() : length;
            if (name.length().isEmpty() || name.length().equals(length)) {
                columns.add(name.metric());
                cells.computeIfAbsent(name.slice(), slice -> new LinkedHashMap<>())
                        .put(name.metric(), cell(metric.getValue(), intervals.get(metric.getKey())));
            }
        }
        return cells.isEmpty() ? "" : table(columns, cells);
    }

    private static String table(Set<String> columns, Map<String, Map<String, String>> cells) {
        List<String> head = new ArrayList<>(List.of("slice"));
        head.addAll(columns);
        Map<String, List<String>> rows = new LinkedHashMap<>();
        cells.entrySet().stream()
                .limit(MOST_ROWS)
                .forEach(slice -> rows.put(
                        slice.getKey(),
                        columns.stream()
                                .map(column -> slice.getValue().getOrDefault(column, ""))
                                .toList()));
        return Html.numbers(head, rows);
    }

    private static String cell(double value, @Nullable ConfidenceInterval interval) {
        String number = Numbers.format(value);
        return interval == null ? number : number + " (" + interval(interval) + ")";
    }

    /** An interval as text; nothing when there is none. */
    static String interval(@Nullable ConfidenceInterval interval) {
        return interval == null ? "" : Numbers.format(interval.low()) + " to " + Numbers.format(interval.high());
    }
}
