package org.campanile.core.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;

/**
 * Quality of the predictions of all tasks of a ranking model. With several tasks a metric's name begins with the label's,
 * such as {@code click/auc}. A sample whose label of a task is missing, NaN, does not count for it; if there are such,
 * {@code labelled_samples} says how many have it. Mutable; used by one thread at a time.
 */
public final class PredictionMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Numbers before those of the tasks. */
    private static final int HEAD = 2;

    private final ArrayList<TaskConfiguration> tasks;
    private final ArrayList<TaskMetrics> metrics;
    private final int outputs;
    private long samples;

    /** Without samples. */
    public PredictionMetrics(List<TaskConfiguration> tasks) {
        this(tasks, tasks.stream().map(TaskMetrics::of).toList());
    }

    private PredictionMetrics(List<TaskConfiguration> tasks, List<TaskMetrics> metrics) {
        this.tasks = new ArrayList<>(tasks);
        this.metrics = new ArrayList<>(metrics);
        this.outputs = tasks.stream().mapToInt(TaskConfiguration::outputs).sum();
    }

    /**
     * Adds the samples of a batch.
     *
     * @param predictions {@code [>= batch.size(), outputs of all tasks]}
     */
    public void add(Batch batch, float[] predictions) {
        for (int row = 0; row < batch.size(); row++) {
            add(batch, predictions, row);
        }
    }

    /**
     * Adds one sample of a batch.
     *
     * @param predictions of all samples, as above
     */
    public void add(Batch batch, float[] predictions, int row) {
        samples++;
        int at = row * outputs;
        for (int i = 0; i < metrics.size(); i++) {
            TaskConfiguration task = tasks.get(i);
            float label = batch.labels(batch.columns().targets().label(task.label()))[row];
            if (!Float.isNaN(label)) {
                metrics.get(i).add(predictions, at, label);
            }
            at += task.outputs();
        }
    }

    /** Adds the samples of another accumulator of the same tasks. */
    public void merge(PredictionMetrics other) {
        samples += other.samples;
        for (int i = 0; i < metrics.size(); i++) {
            metrics.get(i).merge(other.metrics.get(i));
        }
    }

    /** The accumulator as numbers, which {@link #ofInts} reads, for collectives. */
    public int[] toInts() {
        List<int[]> parts = metrics.stream().map(TaskMetrics::toInts).toList();
        int[] numbers =
                new int[HEAD + parts.stream().mapToInt(part -> part.length + 1).sum()];
        PackedLongs.put(numbers, 0, samples);
        int at = HEAD;
        for (int[] part : parts) {
            numbers[at] = part.length;
            System.arraycopy(part, 0, numbers, at + 1, part.length);
            at += part.length + 1;
        }
        return numbers;
    }

    /** The accumulator of {@link #toInts}. */
    public static PredictionMetrics ofInts(List<TaskConfiguration> tasks, int[] numbers) {
        List<TaskMetrics> metrics = new ArrayList<>();
        int at = HEAD;
        for (TaskConfiguration task : tasks) {
            int end = at + 1 + numbers[at];
            metrics.add(TaskMetrics.ofInts(task, Arrays.copyOfRange(numbers, at + 1, end)));
            at = end;
        }
        PredictionMetrics all = new PredictionMetrics(tasks, metrics);
        all.samples = PackedLongs.get(numbers, 0);
        return all;
    }

    /** Samples counted so far, also those without some of the labels. */
    public long samples() {
        return samples;
    }

    /** The metrics of one task, in the order of the tasks. */
    public TaskMetrics task(int number) {
        return metrics.get(number);
    }

    /** The metrics by name in a fixed order. */
    public Map<String, Double> values() {
        return named(this::values);
    }

    private Map<String, Double> values(TaskMetrics task) {
        Map<String, Double> values = new LinkedHashMap<>(task.values());
        if (task.samples() < samples) {
            values.put("labelled_samples", (double) task.samples());
        }
        return values;
    }

    /** The metrics that constant predictions would have. */
    public Map<String, Double> constant() {
        return named(TaskMetrics::constant);
    }

    private Map<String, Double> named(Function<TaskMetrics, Map<String, Double>> of) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            String prefix = metrics.size() == 1 ? "" : tasks.get(i).label() + "/";
            of.apply(metrics.get(i)).forEach((name, value) -> values.put(prefix + name, value));
        }
        return values;
    }
}
