package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.chart.ChartPoint;
import org.campanile.core.chart.LineChart;

/** The metrics of a run by step: what to draw of them, and where the time went. */
final class TrainingCurves {
    private static final int POINTS_PER_LINE = 300;
    private static final int MOST_CHARTS = 12;
    private static final String SPEED = "samples_per_second";
    private static final List<String> FIRST_CHARTS = List.of("loss", SPEED);
    private static final String SYSTEM = "system/";

    /** What worker 0 spends its rounds on, by metric. */
    private static final Map<String, String> PHASES = phases();

    private final Map<String, MetricCurve> curves = new TreeMap<>();

    private TrainingCurves() {}

    private static Map<String, String> phases() {
        Map<String, String> phases = new LinkedHashMap<>();
        phases.put("system/reader_wait_seconds", "waiting for data");
        phases.put("system/look_up_seconds", "embedding look-up");
        phases.put("system/forward_seconds", "forward");
        phases.put("system/backward_seconds", "backward");
        phases.put("system/update_seconds", "update");
        phases.put("system/sync_seconds", "averaging");
        return Ordered.copyOf(phases);
    }

    static TrainingCurves read(Path metrics) throws IOException {
        TrainingCurves read = new TrainingCurves();
        MetricLog.forEach(metrics, read::add);
        return read;
    }

    private void add(MetricPoint point) {
        if (isCharted(point.name()) || PHASES.containsKey(point.name())) {
            curves.computeIfAbsent(point.name(), name -> new MetricCurve()).add(point.step(), point.value());
        }
    }

    private static boolean isCharted(String metric) {
        return !RunFolder.isSlice(metric) && !metric.startsWith(SYSTEM);
    }

    /** Seconds that worker 0 spent on each phase of its steps; empty when none were recorded. */
    Map<String, Double> secondsByPhase() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        PHASES.forEach((metric, phase) -> {
            if (curves.containsKey(metric)) {
                seconds.put(phase, curves.get(metric).sum());
            }
        });
        return seconds;
    }

    /** One chart per kind of metric, with a line each for training and validation. */
    List<LineChart> charts() {
        Map<String, Map<String, List<ChartPoint>>> charts = new TreeMap<>();
        curves.forEach((name, curve) -> {
            List<ChartPoint> line = isCharted(name) ? curve.line(POINTS_PER_LINE) : List.of();
            if (isDrawable(line)) {
                int slash = name.indexOf('/');
                charts.computeIfAbsent(name.substring(slash + 1), kind -> new LinkedHashMap<>())
                        .put(name.substring(0, Math.max(slash, 0)), line);
            }
        });
        Map<String, Map<String, List<ChartPoint>>> ordered = new LinkedHashMap<>();
        FIRST_CHARTS.stream().filter(charts::containsKey).forEach(kind -> ordered.put(kind, charts.get(kind)));
        charts.forEach(ordered::putIfAbsent);
        List<LineChart> drawn = new ArrayList<>();
        ordered.forEach((kind, lines) -> {
            if (lines.size() <= LineChart.MOST_LINES && drawn.size() < MOST_CHARTS) {
                drawn.add(chart(kind, lines));
            }
        });
        return drawn;
    }

    private static LineChart chart(String kind, Map<String, List<ChartPoint>> lines) {
        String part = lines.size() == 1 ? lines.keySet().iterator().next() + " " : "";
        LineChart.Base base = kind.equals(SPEED) ? LineChart.Base.ZERO : LineChart.Base.NEAR_THE_SMALLEST_VALUE;
        return new LineChart((part + kind).strip().replace('_', ' '), "step", lines, base);
    }

    private static boolean isDrawable(List<ChartPoint> line) {
        return line.size() > 1 && line.stream().anyMatch(point -> Double.isFinite(point.y()));
    }
}
