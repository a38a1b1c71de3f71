package org.campanile.core.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.metric.PredictionMetrics;

/**
 * The metrics of predictions over the samples of each slice, by names such as {@code gender=F}. Accumulators of disjoint sets
 * of samples are merged into one. Mutable; used by one thread at a time.
 */
public final class SlicedPredictions implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<TaskConfiguration> tasks;
    private final TreeMap<String, PredictionMetrics> slices = new TreeMap<>();

    /** Without samples. */
    public SlicedPredictions(List<TaskConfiguration> tasks) {
        this.tasks = new ArrayList<>(tasks);
    }

    /**
     * Adds the samples of a batch to their slices.
     *
     * @param predictions {@code [batch.size(), outputs of all tasks]}, at least
     * @param slicing     of the same samples
     */
    public void add(Batch batch, float[] predictions, SampleSlicing slicing) {
        for (int row = 0; row < batch.size(); row++) {
            for (String slice : slicing.slices(row)) {
                slices.computeIfAbsent(slice, name -> new PredictionMetrics(tasks))
                        .add(batch, predictions, row);
            }
        }
    }

    /** Adds the samples of another accumulator of the same tasks. */
    public void merge(SlicedPredictions other) {
        other.slices.forEach((name, metrics) -> slices.computeIfAbsent(name, absent -> new PredictionMetrics(tasks))
                .merge(metrics));
    }

    /** The metrics by slice. */
    public SortedMap<String, PredictionMetrics> slices() {
        return slices;
    }
}
