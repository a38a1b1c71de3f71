package org.campanile.core.metric;

import java.io.Serializable;
import java.util.Map;
import org.campanile.core.config.TaskConfiguration;

/**
 * Quality of the predictions of one label. Accumulators of disjoint sets of samples are merged into one. Mutable; used by one
 * thread at a time.
 */
public sealed interface TaskMetrics extends Serializable permits BinaryMetrics, RegressionMetrics, ClassMetrics {
    /** An accumulator without samples. */
    static TaskMetrics of(TaskConfiguration task) {
        return switch (task.objective()) {
            case BINARY -> new BinaryMetrics();
            case REGRESSION -> new RegressionMetrics();
            case MULTI_CLASS -> new ClassMetrics(task.classes());
        };
    }

    /** The accumulator of {@link #toInts}. */
    static TaskMetrics ofInts(TaskConfiguration task, int[] numbers) {
        return switch (task.objective()) {
            case BINARY -> BinaryMetrics.ofInts(numbers);
            case REGRESSION -> RegressionMetrics.ofInts(numbers);
            case MULTI_CLASS -> ClassMetrics.ofInts(task.classes(), numbers);
        };
    }

    /**
     * Adds one sample.
     *
     * @param at place of its prediction, or of the first of them, in {@code predictions}
     * @throws org.campanile.core.CampanileException when the prediction is none, as those of a diverged model
     */
    void add(float[] predictions, int at, float label);

    /** Adds the samples of another accumulator of the same task. */
    void merge(TaskMetrics other);

    /** The accumulator as numbers, for collectives. */
    int[] toInts();

    /** Samples counted so far. */
    long samples();

    /** The metrics by name in a fixed order; those that the samples do not define are absent. */
    Map<String, Double> values();

    /** The metrics of the best constant prediction, which knows nothing of a sample; the names are among {@link #values()}. */
    Map<String, Double> constant();
}
