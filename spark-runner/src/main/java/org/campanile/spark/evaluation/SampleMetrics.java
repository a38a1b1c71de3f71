package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.evaluation.SampleSlicing;
import org.campanile.core.evaluation.SlicedPredictions;
import org.campanile.core.metric.PredictionMetrics;
import org.campanile.core.model.CalibratedModel;
import org.campanile.core.model.RankingModel;

/** What was counted of a ranking model's predictions; that of disjoint sets of samples is merged into one. */
final class SampleMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<TaskConfiguration> tasks;
    private final PredictionMetrics model;
    private final PredictionMetrics uncalibrated;
    private final SlicedPredictions slices;

    /** Without samples. */
    SampleMetrics(List<TaskConfiguration> tasks) {
        this.tasks = new ArrayList<>(tasks);
        this.model = new PredictionMetrics(tasks);
        this.uncalibrated = new PredictionMetrics(tasks);
        this.slices = new SlicedPredictions(tasks);
    }

    /**
     * Predicts the samples of a batch and counts them.
     *
     * @param predictions room for the predictions of a batch
     */
    void add(RankingModel ranking, Batch batch, float[] predictions) {
        if (batch.size() == 0) {
            return;
        }
        if (ranking instanceof CalibratedModel calibrated) {
            calibrated.uncalibrated().predict(batch, predictions);
            uncalibrated.add(batch, predictions);
            calibrated.calibrate(predictions, batch.size());
        } else {
            ranking.predict(batch, predictions);
        }
        model.add(batch, predictions);
    }

    /** Counts the samples of a batch that was just added, and read by the slicing, in their slices too. */
    void divide(Batch batch, SampleSlicing slicing, float[] predictions) {
        slices.add(batch, predictions, slicing);
    }

    SampleMetrics merge(SampleMetrics other) {
        model.merge(other.model);
        uncalibrated.merge(other.uncalibrated);
        slices.merge(other.slices);
        return this;
    }

    List<TaskConfiguration> tasks() {
        return tasks;
    }

    PredictionMetrics model() {
        return model;
    }

    /** The model without its calibration; empty when it has none. */
    Optional<PredictionMetrics> uncalibrated() {
        return Optional.of(uncalibrated).filter(metrics -> metrics.samples() > 0);
    }

    SlicedPredictions slices() {
        return slices;
    }
}
