package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's metrics beside those of its baselines, as lines for people: with the ratio where there is one baseline, in
 * narrower columns without it where there are several.
 *
 * @param title     head of the column of names
 * @param metrics   the model's
 * @param baselines by the baseline's name
 */
record MetricTable(String title, Map<String, Double> metrics, Map<String, Map<String, Double>> baselines) {
    private static final int NAME_WIDTH = 24;
    private static final int VALUE_WIDTH = 14;
    private static final int NARROW_WIDTH = 9;
    private static final int GAP = 2;

    List<String> lines() {
        StringBuilder head = new StringBuilder(padded(title)).append(cell("model", width("model")));
        baselines.keySet().forEach(name -> {
            head.append(cell(name, width(name)));
            if (hasRatios()) {
                head.append(cell("ratio", VALUE_WIDTH));
            }
        });
        List<String> lines = new ArrayList<>();
        lines.add(head.toString());
        metrics.forEach((metric, value) -> lines.add(line(metric, value)));
        return lines;
    }

    private boolean hasRatios() {
        return baselines.size() == 1;
    }

    private int width(String head) {
        return baselines.size() <= 1 ? VALUE_WIDTH : Math.max(NARROW_WIDTH, head.length() + GAP);
    }

    private String line(String metric, double value) {
        StringBuilder line = new StringBuilder(padded(metric)).append(cell(number(value), width("model")));
        baselines.forEach((name, values) -> {
            Double other = values.get(metric);
            line.append(cell(other == null ? "" : number(other), width(name)));
            if (hasRatios()) {
                line.append(cell(ratio(value, other), VALUE_WIDTH));
            }
        });
        return line.toString().stripTrailing();
    }

    private static String ratio(double value, @Nullable Double other) {
        return other == null || other == 0 ? "" : String.format(Locale.ROOT, "%.2f", value / other);
    }

    /** Four decimals, of larger numbers such as counts fewer. */
    private static String number(double value) {
        return Math.abs(value) < 100
                ? String.format(Locale.ROOT, "%.4f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }

    private String padded(String name) {
        int longest = metrics.keySet().stream().mapToInt(String::length).max().orElse(0);
        return String.format(Locale.ROOT, "%-" + Math.max(NAME_WIDTH, longest) + "s", name);
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%" + width + "s", text);
    }
}
