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
import org.campanile.core.tracking.MetricCurve.Point;

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
        String title = Html.escape(run.name + " - " + run.experiment);
        String body = head()
                + Html.section("Results", results(false))
                + Html.section("Training", charts())
                + Html.details("Slices", results(true))
                + Html.details("Configuration", Html.facts(run.parameters))
                + Html.details("Tags", Html.facts(run.tags))
                + Html.section("How to reproduce", reproduce());
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(title, STYLE, body);
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

    /** Final metrics beside the baselines'. */
    private String results(boolean slices) {
        List<String> columns = new ArrayList<>(List.of("metric", "this run"));
        columns.addAll(run.baselines.keySet());
        Map<String, List<String>> rows = new LinkedHashMap<>();
        run.metrics.keySet().stream()
                .filter(metric -> RunFolder.isSlice(metric) == slices)
                .limit(MOST_ROWS)
                .forEach(metric -> rows.put(metric, resultRow(metric)));
        return rows.isEmpty() ? "" : Html.numbers(columns, rows);
    }

    private List<String> resultRow(String metric) {
        List<String> cells = new ArrayList<>(List.of(cell(run.metrics, metric)));
        run.baselines.values().forEach(baseline -> cells.add(cell(baseline, metric)));
        return cells;
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
        Map<String, Map<String, List<Point>>> charts = new TreeMap<>();
        curves.forEach((name, curve) -> {
            List<Point> line = curve.line(POINTS_PER_LINE);
            if (isDrawable(line)) {
                int slash = name.indexOf('/');
                charts.computeIfAbsent(name.substring(slash + 1), kind -> new LinkedHashMap<>())
                        .put(name.substring(0, Math.max(slash, 0)), line);
            }
        });
        return draw(charts);
    }

    private static String draw(Map<String, Map<String, List<Point>>> charts) {
        Map<String, Map<String, List<Point>>> ordered = new LinkedHashMap<>();
        FIRST_CHARTS.stream().filter(charts::containsKey).forEach(kind -> ordered.put(kind, charts.get(kind)));
        charts.forEach(ordered::putIfAbsent);
        String drawn = ordered.entrySet().stream()
                .filter(chart -> chart.getValue().size() <= LineChart.MOST_LINES)
                .limit(MOST_CHARTS)
                .map(chart -> chart(chart.getKey(), chart.getValue()))
                .collect(Collectors.joining());
        return drawn.isEmpty() ? "" : "<div class=\"charts\">\n" + drawn + "</div>\n";
    }

    private static String chart(String kind, Map<String, List<Point>> lines) {
        String part = lines.size() == 1 ? lines.keySet().iterator().next() + " " : "";
        LineChart.Base base = kind.equals(SPEED) ? LineChart.Base.ZERO : LineChart.Base.NEAR_THE_SMALLEST_VALUE;
        return new LineChart((part + kind).strip().replace('_', ' '), lines, base).svg();
    }

    private static boolean isDrawable(List<Point> line) {
        return line.size() > 1 && line.stream().anyMatch(point -> Double.isFinite(point.value()));
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

    /** Okabe and Ito's colours, which people of all kinds of colour vision tell apart. */
    private static final String STYLE = """
            :root { color-scheme: light dark; --blue: #0072b2; --red: #d55e00; --green: #009e73; --pink: #cc79a7;
              --faint: #8884; --text: #222; --page: #fff; }
            @media (prefers-color-scheme: dark) {
              :root { --blue: #56b4e9; --text: #ddd; --page: #1b1b1b; }
            }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page);
              max-width: 1020px; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
            h2, summary { font-size: 1.15rem; font-weight: 600; margin: 1.5rem 0 .5rem; }
            .status { font-size: .9rem; font-weight: 600; padding: .15em .6em; border-radius: 1em; border: 2px solid; }
            .finished { color: var(--green); }
            .failed, .killed { color: var(--red); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0;
              border-bottom: 1px solid var(--faint); }
            th[scope=row] { font-weight: normal; opacity: .8; }
            td { overflow-wrap: anywhere; }
            .number { text-align: right; font-variant-numeric: tabular-nums; }
            pre { overflow-x: auto; padding: .6rem; background: var(--faint); border-radius: .3rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 1rem; }
            svg { width: 100%; max-width: 640px; }
            svg text { font: 14px system-ui, sans-serif; fill: currentColor; }
            svg path { fill: none; }
            .grid { stroke: var(--faint); }
            .axis { stroke: currentColor; }
            .line0, .line1, .line2, .line3 { stroke-width: 2; stroke-linejoin: round; }
            .line0 { stroke: var(--blue); }
            .line1 { stroke: var(--red); stroke-dasharray: 7 3; }
            .line2 { stroke: var(--green); stroke-dasharray: 2 3; }
            .line3 { stroke: var(--pink); stroke-dasharray: 9 3 2 3; }
            """;
}
