package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.shard.Split;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found.
 *
 * @param split     the part evaluated
 * @param metrics   the model's metrics by name, such as {@code ndcg_at_10} or {@code auc}, in a fixed order
 * @param baselines the same for each baseline, by its name
 * @param unit      what was counted: {@code users} or {@code samples}
 * @param count     users ranked for, or samples predicted
 * @param seconds   duration
 */
public record EvaluationReport(
        Split split,
        Map<String, Double> metrics,
        Map<String, Map<String, Double>> baselines,
        String unit,
        long count,
        double seconds) {
    private static final int NAME_WIDTH = 24;
    private static final int VALUE_WIDTH = 14;

    public EvaluationReport {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        baselines = Collections.unmodifiableMap(new LinkedHashMap<>(baselines));
    }

    /** A table for people, at most 80 columns wide with one baseline. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(padded(split.folder())).append(cell("model"));
        baselines.keySet().forEach(name -> head.append(cell(name)).append(cell("ratio")));
        lines.add(head.toString());
        metrics.forEach((metric, value) -> lines.add(line(metric, value)));
        lines.add(String.format(Locale.ROOT, "%,d %s in %.1f s", count, unit, seconds));
        return lines;
    }

    private String line(String metric, double value) {
        StringBuilder line = new StringBuilder(padded(metric)).append(cell(number(value)));
        for (Map<String, Double> baseline : baselines.values()) {
            Double other = baseline.get(metric);
            line.append(cell(other == null ? "" : number(other))).append(cell(ratio(value, other)));
        }
        return line.toString().stripTrailing();
    }

    private static String ratio(double value, @Nullable Double other) {
        return other == null || other == 0 ? "" : String.format(Locale.ROOT, "%.2f", value / other);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String padded(String name) {
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
    }

    private static String cell(String text) {
        return String.format(Locale.ROOT, "%" + VALUE_WIDTH + "s", text);
    }
}
