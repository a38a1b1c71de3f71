package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.campanile.core.chart.Chart;
import org.campanile.core.chart.ChartPoint;
import org.campanile.core.chart.LineChart;
import org.campanile.core.evaluation.Catalogue;
import org.campanile.core.evaluation.ScorerMetrics;

/** The charts of an evaluation: a line for the model and each baseline, as many as a chart can tell apart. */
final class RetrievalCharts {
    private final List<Integer> topK;
    private final Map<String, ScorerMetrics> scorers;
    private final Catalogue catalogue;

    /** @param scorers the model and the baselines, by name */
    RetrievalCharts(RankingTask task, Map<String, ScorerMetrics> scorers, Catalogue catalogue) {
        this.topK = task.configuration().topK().stream().sorted().distinct().toList();
        this.scorers = scorers;
        this.catalogue = catalogue;
    }

    List<Chart> all() {
        int k = Collections.min(topK);
        List<Chart> charts = new ArrayList<>();
        if (topK.size() > 1) {
            charts.add(new Chart("recall by length of the list", "k", lines(this::recall)));
        }
        charts.add(new Chart(
                "% of recommendations at " + k, "% of items, most recommended first", lines(this::concentration)));
        charts.add(new Chart(
                "% of relevant items found at " + k,
                "popularity decile",
                lines(scorer -> deciles(scorer.groups().foundShares()))));
        charts.add(new Chart(
                "% of candidates recommended at " + k,
                "popularity decile",
                lines(scorer -> deciles(scorer.groups().recommendedShares()))));
        return charts;
    }

    private Map<String, List<ChartPoint>> lines(Function<ScorerMetrics, List<ChartPoint>> line) {
        Map<String, List<ChartPoint>> lines = new LinkedHashMap<>();
        scorers.entrySet().stream()
                .limit(LineChart.MOST_LINES)
                .forEach(scorer -> lines.put(scorer.getKey(), line.apply(scorer.getValue())));
        return lines;
    }

    private List<ChartPoint> recall(ScorerMetrics scorer) {
        Map<String, Double> values = scorer.users().values();
        return topK.stream()
                .map(k -> new ChartPoint(k, values.getOrDefault("recall_at_" + k, Double.NaN)))
                .toList();
    }

    private List<ChartPoint> concentration(ScorerMetrics scorer) {
        return scorer.spread(catalogue).curve().stream()
                .map(point -> new ChartPoint(100 * point[0], 100 * point[1]))
                .toList();
    }

    /** Groups without any are left out, rather than drawn as gaps. */
    private static List<ChartPoint> deciles(List<Double> shares) {
        List<ChartPoint> points = new ArrayList<>();
        for (int group = 0; group < shares.size(); group++) {
            if (!shares.get(group).isNaN()) {
                points.add(new ChartPoint(group + 1, 100 * shares.get(group)));
            }
        }
        return points;
    }
}
