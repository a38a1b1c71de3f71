package org.campanile.core.tracking;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.campanile.core.chart.Chart;
import org.campanile.core.chart.ChartPoint;
import org.campanile.core.chart.Html;
import org.campanile.core.chart.LineChart;
import org.campanile.core.chart.Numbers;

/** {@code report.html}: a run on one page that needs nothing but itself. */
final class RunReport {
    private static final int POINTS_PER_LINE = 300;
    private static final int MOST_CHARTS = 12;
    private static final int MOST_ROWS = 400;
    private static final String SPEED = "samples_per_second";
    private static final List<String> FIRST_CHARTS = List.of("loss", SPEED);

    private final RunFolder folder;
    private final RunRecord run;

    private RunReport(RunFolder folder, RunRecord run) {
        this.folder = folder;
        this.run = run;
    }

    static void write(RunFolder folder, RunRecord run) throws IOException {
        RunFiles.replace(folder.report(), new RunReport(folder, run).html());
    }

    private String html() throws IOException {
        String body = head()
                + Html.section("Results", Html.list(run.findings) + results())
                + Html.section("Evaluation", evaluation())
                + Html.section("Training", charts())
                + Html.details("Slices", SliceTable.of(run.metrics, run.intervals))
                + Html.details("Configuration", Html.facts(run.parameters))
                + Html.details("Tags", Html.facts(run.tags))
                + Html.section("How to reproduce", reproduce());
        return Html.page(run.name + " - " + run.experiment, body);
    }

    private String head() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("experiment", run.experiment);
        facts.put("started", run.started);
        facts.put("took", duration(Duration.between(run.startInstant(), Instant.parse(run.ended))));
        facts.putAll(run.facts);
        if (run.samplesPerSecond > 0) {
            facts.put("samples per second", Numbers.format(run.samplesPerSecond));
        }
        if (run.tags.containsKey("error")) {
            facts.put("error", run.tags.get("error"));
        }
        String status = run.status.name().toLowerCase(Locale.ROOT);
        return "<h1>%s <span class=\"status %s\">%s</span></h1>\n<p>%s</p>\n%s"
                .formatted(
                        Html.escape(run.name), status, status, Html.escape(RunNote.headline(run)), Html.facts(facts));
    }

    /** Final metrics with their intervals beside the baselines'. */
    private String results() {
        List<String> columns = new ArrayList<>(List.of("metric", "this run"));
        if (!run.intervals.isEmpty()) {
            columns.add("95 % interval");
        }
        columns.addAll(run.baselines.keySet());
        Map<String, List<String>> rows = new LinkedHashMap<>();
        run.metrics.keySet().stream()
                .filter(metric -> !RunFolder.isSlice(metric))
                .limit(MOST_ROWS)
                .forEach(metric -> rows.put(metric, resultRow(metric)));
        return rows.isEmpty() ? "" : Html.numbers(columns, rows);
    }

    private List<String> resultRow(String metric) {
        List<String> cells = new ArrayList<>(List.of(cell(run.metrics, metric)));
        if (!run.intervals.isEmpty()) {
            cells.add(SliceTable.interval(run.intervals.get(metric)));
        }
        run.baselines.values().forEach(baseline -> cells.add(cell(baseline, metric)));
        return cells;
    }

    /** What the evaluation found worth drawing. */
    private String evaluation() {
        return grid(run.charts.stream()
                .filter(Chart::isDrawable)
                .map(chart -> new LineChart(chart.title(), chart.across(), chart.lines(), LineChart.Base.ZERO).svg())
                .collect(Collectors.joining()));
    }

    private static String grid(String drawn) {
        return drawn.isEmpty() ? "" : "<div class=\"charts\">\n" + drawn + "</div>\n";
    }

    private static String cell(Map<String, Double> values, String metric) {
        Double value = values.get(metric);
        return value == null ? "" : Numbers.format(value);
    }

    /** One chart per kind of metric, with a line each for training and validation. */
    private String charts() throws IOException {
        Map<String, MetricCurve> curves = new TreeMap<>();
        MetricLog.forEach(folder.metrics(), point -> {
            if (isCharted(point.name())) {
                curves.computeIfAbsent(point.name(), name -> new MetricCurve()).add(point.step(), point.value());
            }
        });
        Map<String, Map<String, List<ChartPoint>>> charts = new TreeMap<>();
        curves.forEach((name, curve) -> {
            List<ChartPoint> line = curve.line(POINTS_PER_LINE);
            if (isDrawable(line)) {
                int slash = name.indexOf('/');
                charts.computeIfAbsent(name.substring(slash + 1), kind -> new LinkedHashMap<>())
                        .put(name.substring(0, Math.max(slash, 0)), line);
            }
        });
        return draw(charts);
    }

    private static String draw(Map<String, Map<String, List<ChartPoint>>> charts) {
        Map<String, Map<String, List<ChartPoint>>> ordered = new LinkedHashMap<>();
        FIRST_CHARTS.stream().filter(charts::containsKey).forEach(kind -> ordered.put(kind, charts.get(kind)));
        charts.forEach(ordered::putIfAbsent);
        String drawn = ordered.entrySet().stream()
                .filter(chart -> chart.getValue().size() <= LineChart.MOST_LINES)
                .limit(MOST_CHARTS)
                .map(chart -> chart(chart.getKey(), chart.getValue()))
                .collect(Collectors.joining());
        return grid(drawn);
    }

    private static String chart(String kind, Map<String, List<ChartPoint>> lines) {
        String part = lines.size() == 1 ? lines.keySet().iterator().next() + " " : "";
        LineChart.Base base = kind.equals(SPEED) ? LineChart.Base.ZERO : LineChart.Base.NEAR_THE_SMALLEST_VALUE;
        return new LineChart((part + kind).strip().replace('_', ' '), "step", lines, base).svg();
    }

    private static boolean isDrawable(List<ChartPoint> line) {
        return line.size() > 1 && line.stream().anyMatch(point -> Double.isFinite(point.y()));
    }

    private static boolean isCharted(String metric) {
        return !RunFolder.isSlice(metric) && !metric.startsWith("system/");
    }

    private String reproduce() {
        Map<String, String> origins = new LinkedHashMap<>();
        run.seeds.forEach((name, seed) -> origins.put("seed: " + name, seed.toString()));
        if (!run.dataHash.isEmpty()) {
            origins.put("data hash", run.dataHash);
        }
        run.versions.forEach((name, version) -> origins.put("version: " + name, version));
        run.paths.forEach((name, path) -> origins.put(name, path));
        String command = "campanile train " + shellWord(folder.configuration().toString());
        return "<pre>%s</pre>\n%s".formatted(Html.escape(command), Html.facts(origins));
    }

    private static String shellWord(String word) {
        return word.matches("[\\w./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? "%d min %d s".formatted(seconds / 60, seconds % 60)
                : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
