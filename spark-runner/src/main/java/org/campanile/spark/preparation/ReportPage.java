package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.chart.ChartPoint;
import org.campanile.core.chart.Html;
import org.campanile.core.chart.LineChart;
import org.campanile.core.chart.Numbers;
import org.campanile.core.shard.Split;

/** The data report on one page that needs nothing but itself. The same data set gives the same page. */
final class ReportPage {
    private final PreparationReport report;
    private final DataProfile profile;

    private ReportPage(PreparationReport report) {
        this.report = report;
        this.profile = report.profile();
    }

    static String of(PreparationReport report) {
        return new ReportPage(report).html();
    }

    private String html() {
        String title = "Data report: " + report.source();
        String body = "<h1>%s</h1>\n%s".formatted(Html.escape(title), Html.facts(facts()))
                + Html.section("Rows", rows())
                + Html.section("Parts", parts())
                + Html.section("Popularity of items", popularity())
                + Html.section("Near-duplicate items", nearDuplicates())
                + Html.section("Leakage checks", leakage())
                + Html.details("Vocabularies", vocabularies());
        return Html.page(title, body);
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("content hash", report.contentHash());
        if (report.users() > 0) {
            facts.put("users", ReportLines.number(report.users()));
            facts.put("items", ReportLines.number(report.items()));
            facts.put("density", percent(report.density()));
        }
        facts.put("rows with another label than their like", ReportLines.number(profile.conflicts()));
        return facts;
    }

    private String rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (InputCounts input : report.inputs()) {
            rows.put(
                    input.input(),
                    List.of(
                            ReportLines.number(input.read()),
                            ReportLines.number(input.used()),
                            ReportLines.number(input.duplicates()),
                            ReportLines.number(input.rejectedRows()),
                            ReportLines.number(input.deselectedRows())));
        }
        return Html.numbers(List.of("input", "read", "used", "duplicates", "rejected", "deselected"), rows)
                + Html.facts(reasons());
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (InputCounts input : report.inputs()) {
            input.rejected()
                    .forEach((reason, count) ->
                            reasons.put(input.input() + " rejected: " + reason, ReportLines.number(count)));
            input.deselected()
                    .forEach((reason, count) ->
                            reasons.put(input.input() + " deselected: " + reason, ReportLines.number(count)));
        }
        return reasons;
    }

    private String parts() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            LabelBalance labels = profile.labels().get(split.folder());
            if (labels != null) {
                String drift =
                        split == Split.TRAIN || profile.popularity().curves().isEmpty()
                                ? ""
                                : Numbers.format(profile.popularity().drift(Split.TRAIN.folder(), split.folder()));
                Double unseen = profile.popularity().unseen().get(split.folder());
                rows.put(
                        split.folder(),
                        List.of(
                                ReportLines.number(labels.rows()),
                                percent(labels.rate()),
                                unseen == null ? "" : percent(unseen),
                                drift));
            }
        }
        return Html.numbers(
                List.of("part", "rows", "positive", "rows with unseen items", "drift from training (bits)"), rows);
    }

    private String popularity() {
        if (profile.popularity().curves().isEmpty()) {
            return "";
        }
        Map<String, List<ChartPoint>> cumulative = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            List<Double> curve = profile.popularity().curves().get(split.folder());
            if (curve != null) {
                cumulative.put(split.folder(), points(curve));
            }
        }
        LineChart chart = new LineChart(
                "share of rows (%)", "most popular items by training rows (%)", cumulative, LineChart.Base.ZERO);
        return "<div class=\"charts\">\n" + chart.svg() + "</div>\n";
    }

    private static List<ChartPoint> points(List<Double> curve) {
        List<ChartPoint> points = new ArrayList<>(List.of(new ChartPoint(0, 0)));
        for (int i = 0; i < curve.size(); i++) {
            points.add(new ChartPoint(i + 1, 100 * curve.get(i)));
        }
        return points;
    }

    private String nearDuplicates() {
        NearDuplicates found = profile.nearDuplicates();
        if (found.compared() == 0) {
            return "";
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("items with enough features to compare", ReportLines.number(found.compared()));
        facts.put("items that resemble another one", ReportLines.number(found.items()));
        for (int i = 0; i < found.examples().size(); i++) {
            facts.put("example " + (i + 1), found.examples().get(i));
        }
        return Html.facts(facts);
    }

    private String leakage() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        report.leakage().forEach((check, cases) -> rows.put(check, List.of(ReportLines.number(cases))));
        return Html.numbers(List.of("check", "cases"), rows);
    }

    private String vocabularies() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        report.vocabularies().forEach((vocabulary, size) -> rows.put(vocabulary, List.of(ReportLines.number(size))));
        return Html.numbers(List.of("vocabulary", "indices"), rows);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", 100 * share);
    }
}
