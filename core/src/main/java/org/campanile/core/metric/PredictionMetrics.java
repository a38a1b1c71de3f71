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
 * such as {@code click/auc}. Mutable; used by one thread at a time.
 */
public final class PredictionMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<TaskConfiguration> tasks;
    private final ArrayList<TaskMetrics> metrics;
    private final int outputs;

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
        int at = row * outputs;
        for (int i = 0; i < metrics.size(); i++) {
            TaskConfiguration task = tasks.get(i);
            int label = batch.columns().targets().label(task.label());
            metrics.get(i).add(predictions, at, batch.labels(label)[row]);
            at += task.outputs();
        }
    }

    /** Adds the samples of another accumulator of the same tasks. */
    public void merge(PredictionMetrics other) {
        for (int i = 0; i < metrics.size(); i++) {
            metrics.get(i).merge(other.metrics.get(i));
        }
    }

    /** The accumulator as numbers, which {@link #ofInts} reads, for collectives. */
    public int[] toInts() {
        List<int[]> parts = metrics.stream().map(TaskMetrics::toInts).toList();
        int[] numbers = new int[parts.stream().mapToInt(part -> part.length + 1).sum()];
        int at = 0;
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
        int at = 0;
        for (TaskConfiguration task : tasks) {
            int end = at + 1 + numbers[at];
            metrics.add(TaskMetrics.ofInts(task, Arrays.copyOfRange(numbers, at + 1, end)));
            at = end;
        }
        return new PredictionMetrics(tasks, metrics);
    }

    /** Samples counted so far. */
    public long samples() {
        return metrics.get(0).samples();
    }

    /** The metrics of one task, in the order of the tasks. */
    public TaskMetrics task(int number) {
        return metrics.get(number);
    }

    /** The metrics by name in a fixed order. */
    public Map<String, Double> values() {
        return named(TaskMetrics::values);
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
