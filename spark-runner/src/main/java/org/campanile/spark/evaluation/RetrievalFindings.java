package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.ScorerMetrics;
import org.campanile.core.metric.ConfidenceInterval;
import org.campanile.core.metric.MeasuredUsers;

/** What the numbers of an evaluation say, in sentences: the verdict on the model, its worst slices, what looks wrong. */
final class RetrievalFindings {
    /** Of fewer users a slice says nothing. */
    private static final int LEAST_USERS = 30;

    private final RetrievalMetrics metrics;

    /** What the verdicts are about: NDCG in the shortest list. */
    private final String metric;

    RetrievalFindings(RankingTask task, RetrievalMetrics metrics) {
        this.metrics = metrics;
        this.metric = "ndcg_at_" + Collections.min(task.configuration().topK());
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        metrics.baselines().forEach((baseline, measured) -> sentences.add(verdict(baseline, measured)));
        metrics.inspection().ifPresent(inspection -> {
            sentences.addAll(inspection.findings());
            if (inspection.readsHistories() && metrics.withoutHistory() > 0) {
                sentences.add(format(
                        "%,d of the %,d users have no history, from which the model makes its vectors of users.",
                        metrics.withoutHistory(), metrics.model().users().users()));
            }
        });
        addCounts(sentences);
        worstSlices().values().forEach(sentences::add);
        return sentences;
    }

    private String verdict(Baseline baseline, ScorerMetrics measured) {
        MeasuredUsers model = metrics.model().users();
        double own = value(model);
        double other = value(measured.users());
        ConfidenceInterval above = model.intervalAbove(measured.users(), metric);
        String word;
        if (own <= other) {
            word = "does not beat";
        } else if (above.isKnown() && above.low() <= 0) {
            word = "does not clearly beat";
        } else {
            word = "beats";
        }
        String interval = above.isKnown() ? format(", 95 %% interval %.4f to %.4f", above.low(), above.high()) : "";
        return format(
                "The model %s %s: %s %.4f against %.4f (difference %.4f%s).",
                word, baseline.word(), metric, own, other, own - other, interval);
    }

    private void addCounts(List<String> sentences) {
        if (metrics.repeated() > 0) {
            sentences.add(format(
                    "%,d of the %,d interactions to be found are with items that their users took before: what is"
                            + " measured is in part memory.",
                    metrics.repeated(), metrics.relevant()));
        }
        if (metrics.noCandidates() > 0) {
            sentences.add(format(
                    "%,d of the %,d interactions to be found are with items that are no candidates, and do not count.",
                    metrics.noCandidates(), metrics.relevant()));
        }
    }

    /** Of each property by which users were divided, the slice with the lowest value. */
    private Map<String, String> worstSlices() {
        Map<String, String> sentences = new LinkedHashMap<>();
        Map<String, Double> worst = new LinkedHashMap<>();
        metrics.slices().slices().forEach((name, measured) -> {
            String property = name.substring(0, name.indexOf('='));
            if (measured.users() >= LEAST_USERS
                    && value(measured) < worst.getOrDefault(property, Double.POSITIVE_INFINITY)) {
                worst.put(property, value(measured));
                sentences.put(property, worstSlice(name, property, measured));
            }
        });
        return sentences;
    }

    private String worstSlice(String name, String property, MeasuredUsers measured) {
        ConfidenceInterval interval = measured.interval(metric);
        return format(
                "The worst slice by %s is %s: %s %.4f%s over %,d users, against %.4f over all.",
                property,
                name,
                metric,
                value(measured),
                interval.isKnown() ? format(" (%.4f to %.4f)", interval.low(), interval.high()) : "",
                measured.users(),
                value(metrics.model().users()));
    }

    private double value(MeasuredUsers measured) {
        return measured.values().getOrDefault(metric, Double.NaN);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
