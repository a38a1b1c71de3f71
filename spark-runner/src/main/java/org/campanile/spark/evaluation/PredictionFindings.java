package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.metric.GroupedAuc;
import org.campanile.core.metric.PredictionMetrics;

/** What the numbers of an evaluation of predictions say, in sentences. */
final class PredictionFindings {
    /** Of fewer samples a slice says nothing. */
    private static final int LEAST_SAMPLES = 100;

    private final SampleMetrics metrics;
    private final Map<String, GroupedAuc> grouped;
    private final String group;

    PredictionFindings(SampleMetrics metrics, Map<String, GroupedAuc> grouped, String group) {
        this.metrics = metrics;
        this.grouped = grouped;
        this.group = group;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (TaskConfiguration task : metrics.tasks()) {
            addLabelled(task, sentences);
            addVerdict(task, sentences);
            addCalibration(task, sentences);
        }
        grouped.forEach((label, auc) -> sentences.add(format(
                "The AUC of %s within the values of %s is taken over the %,d of %,d that have both labels.",
                label, group, auc.groups(), auc.allGroups())));
        sentences.addAll(worstSlices().values());
        return sentences;
    }

    private void addLabelled(TaskConfiguration task, List<String> sentences) {
        double labelled = value(metrics.model().values(), named(task, "labelled_samples"));
        if (!Double.isNaN(labelled)) {
            sentences.add(format(
                    "The label %s is known of %,d of %,d samples, which its metrics are of.",
                    task.label(), (long) labelled, metrics.model().samples()));
        }
    }

    private void addVerdict(TaskConfiguration task, List<String> sentences) {
        String metric = loss(task);
        double own = value(metrics.model().values(), metric);
        double constant = value(metrics.model().constant(), metric);
        if (own >= constant) {
            sentences.add(format(
                    "The model does not beat a constant prediction of %s: %s %.4f against %.4f.",
                    task.label(), metric, own, constant));
        }
    }

    private void addCalibration(TaskConfiguration task, List<String> sentences) {
        String metric = named(task, "calibration_error");
        metrics.uncalibrated().map(PredictionMetrics::values).ifPresent(before -> {
            double found = value(before, metric);
            if (!Double.isNaN(found)) {
                sentences.add(format(
                        "Calibration took the expected calibration error of %s from %.4f to %.4f.",
                        task.label(), found, value(metrics.model().values(), metric)));
            }
        });
    }

    /** Of each feature by which samples were divided, the slice with the highest loss relative to its constant prediction. */
    private Map<String, String> worstSlices() {
        Map<String, String> sentences = new LinkedHashMap<>();
        Map<String, Double> worst = new LinkedHashMap<>();
        String metric = loss(metrics.tasks().get(0));
        metrics.slices().slices().forEach((name, slice) -> {
            String feature = name.substring(0, name.indexOf('='));
            double ratio = relative(slice, metric);
            if (slice.samples() >= LEAST_SAMPLES && ratio > worst.getOrDefault(feature, 0.0)) {
                worst.put(feature, ratio);
                sentences.put(
                        feature,
                        format(
                                "The worst slice by %s is %s: %s %.2f times that of a constant over %,d samples, against"
                                        + " %.2f over all.",
                                feature, name, metric, ratio, slice.samples(), relative(metrics.model(), metric)));
            }
        });
        return sentences;
    }

    private static double relative(PredictionMetrics measured, String metric) {
        return value(measured.values(), metric) / value(measured.constant(), metric);
    }

    private String loss(TaskConfiguration task) {
        return named(
                task,
                switch (task.objective()) {
                    case BINARY, MULTI_CLASS -> "log_loss";
                    case REGRESSION -> "rmse";
                });
    }

    private String named(TaskConfiguration task, String metric) {
        return metrics.tasks().size() == 1 ? metric : task.label() + "/" + metric;
    }

    private static double value(Map<String, Double> values, String metric) {
        return values.getOrDefault(metric, Double.NaN);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
