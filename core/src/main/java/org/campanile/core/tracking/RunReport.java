package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.chart.Chart;
import org.campanile.core.chart.Html;
import org.campanile.core.chart.LineChart;
import org.campanile.core.chart.Numbers;

/** {@code report.html}: a run on one page that needs nothing but itself. */
final class RunReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final RunFolder folder;
    private final RunRecord run;
    private final TrainingCurves curves;

    /** The report of a run that has ended. */
    RunReport(RunFolder folder, RunRecord run) throws IOException {
        this.folder = folder;
        this.run = run;
        curves = TrainingCurves.read(folder.metrics());
    }

    void write() throws IOException {
        RunFiles.replace(folder.report(), html());
    }

    /** All charts of the page. */
    List<LineChart> charts() {
        return Stream.concat(evaluation().stream(), curves.charts().stream()).toList();
    }

    private String html() throws IOException {
        String body = head()
                + Html.section("Results", Html.list(run.findings) + ResultTable.of(run))
                + Html.section("Evaluation", grid(evaluation()))
                + Html.section("Training", grid(curves.charts()))
                + Html.section("Where the time went", times())
                + Html.details("Embedding tables", tables())
                + Html.details("Slices", SliceTable.of(run.metrics, run.intervals))
                + Html.details("Configuration", Html.facts(run.parameters))
                + Html.details("Tags", Html.facts(run.tags))
                + Html.section("How to reproduce", reproduce());
        return Html.page(run.name + " - " + run.experiment, body);
    }

    private String head() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("experiment", run.experiment);
        facts.put("started", TIME.format(run.startInstant()));
        facts.put("took", duration(took()));
        facts.putAll(run.facts);
        if (run.samplesPerSecond > 0) {
            facts.put("samples per second", Numbers.format(run.samplesPerSecond));
        }
        String error = run.tags.getOrDefault(RunTracker.ERROR, "");
        if (!error.isEmpty()) {
            facts.put("error", error);
        }
        String status = run.status.name().toLowerCase(Locale.ROOT);
        return "<h1>%s <span class=\"status %s\">%s</span></h1>\n<p>%s</p>\n%s"
                .formatted(
                        Html.escape(run.name), status, status, Html.escape(RunNote.headline(run)), Html.facts(facts));
    }

    /** What the evaluation found worth drawing. */
    private List<LineChart> evaluation() {
        return run.charts.stream()
                .filter(Chart::isDrawable)
                .map(chart -> new LineChart(chart.title(), chart.across(), chart.lines(), LineChart.Base.ZERO))
                .toList();
    }

    private static String grid(List<LineChart> charts) {
        return charts.isEmpty()
                ? ""
                : charts.stream()
                        .map(LineChart::svg)
                        .collect(Collectors.joining("", "<div class=\"charts\">\n", "</div>\n"));
    }

    /** Where worker 0 spent its time while it trained, and what of the run's time was not training. */
    private String times() {
        Map<String, Double> seconds = curves.secondsByPhase();
        double training =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (training == 0) {
            return "";
        }
        double whole = Math.max(training, took().toMillis() / 1000.0);
        seconds.put("preparation, evaluation and the rest", whole - training);
        Map<String, List<String>> rows = new LinkedHashMap<>();
        seconds.forEach((phase, time) -> rows.put(
                phase, List.of(Numbers.format(time), String.format(Locale.ROOT, "%.1f %%", 100 * time / whole))));
        return Html.numbers(List.of("of worker 0", "seconds", "share"), rows);
    }

    /** The tables as {@code plan.json} has them; nothing when there is no plan. */
    private String tables() throws IOException {
        JsonNode tables = Files.exists(folder.plan())
                ? Json.MAPPER.readTree(folder.plan().toFile()).path("tables")
                : MissingNode.getInstance();
        List<String> columns = new ArrayList<>();
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (JsonNode table : tables) {
            columns.clear();
            table.fieldNames().forEachRemaining(columns::add);
            List<String> cells = new ArrayList<>();
            table.elements()
                    .forEachRemaining(cell ->
                            cells.add(cell.isIntegralNumber() ? "%,d".formatted(cell.asLong()) : cell.asText()));
            rows.put(cells.get(0), cells.subList(1, cells.size()));
        }
        return rows.isEmpty() ? "" : Html.numbers(columns, rows);
    }

    private String reproduce() {
        Map<String, String> origins = run.origins();
        origins.keySet().removeAll(run.facts.keySet());
        String source = run.tags.getOrDefault(RunSource.NAME, "");
        if (!source.isEmpty()) {
            origins.put("started by", source);
        }
        run.paths.forEach((name, path) -> origins.put(name, path));
        String command = "campanile train " + shellWord(folder.configuration().toString());
        return "<pre>%s</pre>\n%s".formatted(Html.escape(command), Html.facts(origins));
    }

    private static String shellWord(String word) {
        return word.matches("[\\w./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private Duration took() {
        return Duration.between(run.startInstant(), Instant.parse(run.ended));
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
