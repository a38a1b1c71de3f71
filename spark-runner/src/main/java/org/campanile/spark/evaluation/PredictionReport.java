package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.chart.Chart;
import org.campanile.core.chart.ChartPoint;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.metric.GroupedAuc;
import org.campanile.core.shard.Split;

/** Makes the report of what was measured of a ranking model. */
final class PredictionReport {
    private static final String SLICE = "slice/";
    private static final String GROUPED_AUC = "gauc";

    private final SampleMetrics metrics;
    private final Map<String, GroupedAuc> grouped;
    private final String group;

    /**
     * @param grouped by label
     * @param group   the feature by whose values they are grouped
     */
    PredictionReport(SampleMetrics metrics, Map<String, GroupedAuc> grouped, String group) {
        this.metrics = metrics;
        this.grouped = grouped;
        this.group = group;
    }

    EvaluationReport of(Split split, double seconds) {
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        metrics.uncalibrated().ifPresent(uncalibrated -> baselines.put("uncalibrated", uncalibrated.values()));
        baselines.put("constant", metrics.model().constant());
        return new EvaluationReport(
                split,
                values(),
                Map.of(),
                baselines,
                new PredictionFindings(metrics, grouped, group).sentences(),
                charts(),
                "samples",
                metrics.model().samples(),
                seconds);
    }

    private Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>(metrics.model().values());
        grouped.forEach((label, auc) -> {
            if (auc.groups() > 0) {
                values.put((metrics.tasks().size() == 1 ? "" : label + "/") + GROUPED_AUC, auc.value());
            }
        });
        metrics.slices().slices().forEach((name, slice) -> {
            values.put(SLICE + name + "/samples", (double) slice.samples());
            slice.values().forEach((metric, value) -> values.put(SLICE + name + "/" + metric, value));
        });
        return values;
    }

    /** A reliability diagram of each binary task. */
    private List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < metrics.tasks().size(); i++) {
            int number = i;
            if (metrics.model().task(i) instanceof BinaryMetrics model) {
                Map<String, List<ChartPoint>> lines = new LinkedHashMap<>();
                lines.put("model", reliability(model));
                metrics.uncalibrated()
                        .map(uncalibrated -> (BinaryMetrics) uncalibrated.task(number))
                        .ifPresent(uncalibrated -> lines.put("uncalibrated", reliability(uncalibrated)));
                lines.put("calibrated", diagonal(lines.get("model")));
                charts.add(new Chart(
                        "observed rate of " + metrics.tasks().get(i).label(), "predicted probability", lines));
            }
        }
        return charts;
    }

    private static List<ChartPoint> reliability(BinaryMetrics model) {
        return model.reliability().stream()
                .map(point -> new ChartPoint(point.predicted(), point.observed()))
                .toList();
    }

    /** Where prediction and rate are the same, as far as there are predictions. */
    private static List<ChartPoint> diagonal(List<ChartPoint> points) {
        return points.stream()
                .map(point -> new ChartPoint(point.x(), point.x()))
                .toList();
    }
}
