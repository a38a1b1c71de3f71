package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.campanile.core.chart.Chart;
import org.campanile.core.chart.ChartPoint;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.metric.ConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class RunReportTest {
    @TempDir
    private Path base;

    private String report(List<MetricPoint> points, RunResult result) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
        RunFolder folder = RunFolder.create(base, "movielens", "<two> & \"tower\"", clock);
        try (RunTracker tracker =
                RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), SenderLimits.DEFAULT)) {
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("model.type", "youtube-dnn");
            parameters.put("data.source", "movielens");
            parameters.put("data.path", "</script><script>alert('1')</script>");
            for (int option = 0; option < 80; option++) {
                parameters.put("section.option-" + option, Integer.toString(option));
            }
            tracker.parameters(parameters);
            tracker.provenance(new RunProvenance(
                    DataFixture.movielens("data/ml-latest-small", "0123456789abcdef"),
                    Map.of("run", 42L),
                    Map.of("campanile", "0.1", "java", "17.0.15"),
                    Map.of("training rows", "80,668")));
            tracker.metrics(points);
            tracker.result(result);
            tracker.finish(RunStatus.FINISHED);
        }
        return Files.readString(folder.report());
    }

    private static List<MetricPoint> training(int steps) {
        SplittableRandom random = new SplittableRandom(1);
        List<MetricPoint> points = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            points.add(new MetricPoint(
                    "train/loss", 6 * Math.exp(-3.0 * step / steps) + random.nextDouble() / 4, step, step));
            points.add(new MetricPoint("train/samples_per_second", 40_000 + random.nextInt(9000), step, step));
            if (step % 500 == 0) {
                points.add(new MetricPoint("validation/loss", 6 * Math.exp(-2.5 * step / steps) + 0.4, step, step));
                points.add(new MetricPoint(
                        "validation/recall_at_50", 0.3 - 0.2 * Math.exp(-3.0 * step / steps), step, step));
            }
        }
        return points;
    }

    private static RunResult result() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/recall_at_50", 0.27183);
        metrics.put("test/ndcg_at_50", 0.1);
        metrics.put("test/slice/gender=F/recall_at_50", 0.25);
        return new RunResult(
                metrics,
                Map.of("popularity", Map.of("test/recall_at_50", 0.125)),
                45_678.9,
                Map.of("bundle", "bundle"));
    }

    @Test
    void thePageNeedsNothingButItselfAndStaysSmall() throws IOException {
        String html = report(training(20_000), result());

        assertThat(html.length()).isLessThan(100_000);
        assertThat(html).doesNotContain("http", "<script", "<link", "src=", "url(");
    }

    @Test
    void whatWasTrainedOnWhatAndWhatCameOutIsThere() throws IOException {
        String html = report(training(2000), result());

        assertThat(html)
                .contains("youtube-dnn on movielens (data/ml-latest-small)")
                .contains("<td>80,668</td>")
                .contains("<th scope=\"row\">recall_at_50</th><td class=\"number\">0.2718</td>"
                        + "<td class=\"number\">0.125</td>")
                .contains("<th scope=\"row\">ndcg_at_50</th><td class=\"number\">0.1</td><td class=\"number\"></td>")
                .contains("0123456789abcdef", "seed: run", "17.0.15", "section.option-79")
                .contains("campanile train ");
    }

    @Test
    void aMetricOfSeveralPartsOfTheDataIsOneRowWithTheTestPartFirst() throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("validation/auc", 0.75);
        metrics.put("test/auc", 0.625);
        metrics.put("test/log_loss", 0.5);
        String html =
                report(List.of(), new RunResult(metrics, Map.of("constant", Map.of("test/auc", 0.5)), 1, Map.of()));

        assertThat(html)
                .contains("<th scope=\"col\">metric</th><th scope=\"col\">test</th><th scope=\"col\">constant</th>"
                        + "<th scope=\"col\">validation</th></tr>")
                .contains("<th scope=\"row\">auc</th><td class=\"number\">0.625</td><td class=\"number\">0.5</td>"
                        + "<td class=\"number\">0.75</td>")
                .contains("<th scope=\"row\">log_loss</th><td class=\"number\">0.5</td><td class=\"number\"></td>"
                        + "<td class=\"number\"></td>");
    }

    @Test
    void intervalsFindingsSlicesAndChartsOfTheEvaluationAreShown() throws Exception {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/recall_at_10", 0.25);
        metrics.put("test/gini_at_10", 0.5);
        metrics.put("test/slice/gender=F/users", 12.0);
        metrics.put("test/slice/gender=F/recall_at_10", 0.125);
        metrics.put("test/slice/gender=F/recall_at_50", 0.75);
        metrics.put("test/slice/gender=M/users", 34.0);
        Chart chart = new Chart(
                "recall by length of the list",
                "k",
                Map.of("model", List.of(new ChartPoint(10, 0.25), new ChartPoint(50, 0.5))));
        String html = report(
                training(10),
                new RunResult(
                        metrics,
                        Map.of(
                                "test/recall_at_10",
                                new ConfidenceInterval(0.2, 0.3),
                                "test/slice/gender=F/recall_at_10",
                                new ConfidenceInterval(0.0625, 0.1875)),
                        Map.of("item-knn", Map.of("test/recall_at_10", 0.26)),
                        List.of("The model does not beat item-knn."),
                        List.of(chart, new Chart("nothing", "k", Map.of("model", List.of()))),
                        1,
                        Map.of()));

        assertThat(html)
                .contains("<li>The model does not beat item-knn.</li>")
                .contains(">recall_at_10</th><td class=\"number\">0.25</td><td class=\"number\">0.2 to 0.3</td>"
                        + "<td class=\"number\">0.26</td>")
                .contains(">gini_at_10</th><td class=\"number\">0.5</td><td class=\"number\"></td>")
                .contains(
                        "<th scope=\"col\">slice</th><th scope=\"col\">users</th><th scope=\"col\">recall_at_10</th></tr>")
                .contains("test gender=F</th><td class=\"number\">12</td>"
                        + "<td class=\"number\">0.125 (0.0625 to 0.1875)</td>")
                .contains("test gender=M</th><td class=\"number\">34</td><td class=\"number\"></td>")
                .contains(">recall by length of the list<");
    }

    @Test
    void whereTheTimeWentIsTold() throws IOException {
        // Of a step that was trained twice, as after a resume, the second time counts: 1 + 2 and 3 + 4 seconds.
        List<MetricPoint> points = List.of(
                new MetricPoint("system/forward_seconds", 1, 1, 1),
                new MetricPoint("system/forward_seconds", 9, 2, 2),
                new MetricPoint("system/forward_seconds", 2, 2, 3),
                new MetricPoint("system/backward_seconds", 3, 1, 1),
                new MetricPoint("system/backward_seconds", 4, 2, 2),
                new MetricPoint("system/worker_0/heap_usage_megabytes", 100, 2, 2));

        assertThat(report(points, result()))
                .contains("<h2>Where the time went</h2>")
                .contains("<th scope=\"row\">forward</th><td class=\"number\">3</td>")
                .contains("<th scope=\"row\">backward</th><td class=\"number\">7</td>")
                .contains("preparation, evaluation and the rest")
                .doesNotContain("heap_usage");
    }

    @Test
    void theTablesOfThePlanAreListed() throws IOException {
        RunFolder folder = RunFolder.create(base, "movielens", "plan", Clock.systemUTC());
        folder.writePlan("""
                {"workers": 2, "tables": [
                  {"name": "items", "rows": 8000000, "dim": 64, "placement": "sharded", "bytes": 1040000000}]}
                """);
        RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), SenderLimits.DEFAULT)
                .close();

        assertThat(Files.readString(folder.report()))
                .contains("<th scope=\"col\">placement</th>")
                .contains("<th scope=\"row\">items</th><td class=\"number\">8,000,000</td><td class=\"number\">64</td>"
                        + "<td class=\"number\">sharded</td><td class=\"number\">1,040,000,000</td>");
    }

    @Test
    void chartsAreAlsoImagesInTheRunsFolder() throws IOException {
        report(training(2000), result());

        Path plots = RunFolder.list(base).get(0).folder().resolve("plots");
        assertThat(plots.resolve("loss.png")).isNotEmptyFile();
        assertThat(plots.resolve("train-samples-per-second.png")).isNotEmptyFile();
    }

    @Test
    void everyTextIsEscaped() throws IOException {
        String html =
                report(List.of(new MetricPoint("train/<b>", 1, 1, 1), new MetricPoint("train/<b>", 2, 2, 2)), result());

        assertThat(html)
                .contains("&lt;two&gt; &amp; &quot;tower&quot;", "&lt;/script&gt;", "&lt;b&gt;")
                .doesNotContain("<two>", "<b>", "<script");
    }

    @Test
    void chartsAreWellFormedAndInOrderWithTrainingBesideValidation() throws Exception {
        List<String> charts = charts(report(training(2000), result()));

        assertThat(charts).hasSize(3);
        assertThat(charts).element(0).asString().contains(">loss<", ">train<", ">validation<", ">step<");
        assertThat(charts)
                .element(1)
                .asString()
                .contains(">train samples per second<", ">0<")
                .doesNotContain(">train<");
        assertThat(charts).element(2).asString().contains(">validation recall at 50<");
        for (String chart : charts) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(chart)));
        }
    }

    @Test
    void valuesThatAreNotFiniteLeaveAGap() throws IOException {
        // Axis x: steps 1 to 5 on 62..466, 101 apart. Axis y: 0 to 4 on 234..34, 50 apart.
        List<MetricPoint> points = List.of(
                new MetricPoint("train/loss", 4, 1, 1),
                new MetricPoint("train/loss", 2, 2, 2),
                new MetricPoint("train/loss", Double.NaN, 3, 3),
                new MetricPoint("train/loss", 3, 4, 4),
                new MetricPoint("train/loss", 1, 5, 5));

        assertThat(charts(report(points, result())).get(0))
                .contains("d=\"M62.0 34.0L163.0 134.0M365.0 84.0L466.0 184.0\"");
    }

    @Test
    void theLastValueOfAStepCounts() throws IOException {
        List<MetricPoint> points = List.of(
                new MetricPoint("train/loss", 4, 1, 1),
                new MetricPoint("train/loss", 9, 2, 2),
                new MetricPoint("train/loss", 1, 2, 3));

        assertThat(charts(report(points, result())).get(0)).contains("d=\"M62.0 34.0L466.0 184.0\"");
    }

    @Test
    void aRunWithoutMetricsHasAReportToo() throws IOException {
        String html = report(List.of(), new RunResult(Map.of(), Map.of(), 0, Map.of()));

        assertThat(html).contains("How to reproduce").doesNotContain("<svg", "<h2>Results", "<h2>Training");
    }

    private static List<String> charts(String html) {
        List<String> charts = new ArrayList<>();
        Matcher chart = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
        while (chart.find()) {
            charts.add(chart.group());
        }
        return charts;
    }
}
