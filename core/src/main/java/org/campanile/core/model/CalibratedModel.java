package org.campanile.core.model;

import java.util.List;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.metric.Calibration;
import org.jspecify.annotations.Nullable;

/** A ranking model whose probabilities of binary labels are calibrated. Owner and thread are the model's. */
public final class CalibratedModel implements RankingModel {
    private final RankingModel model;
    private final @Nullable Calibration[] byTask;

    /** @param calibrations by the label of a binary task; others stay as they are */
    public CalibratedModel(RankingModel model, Map<String, Calibration> calibrations) {
        this.model = model;
        this.byTask = model.tasks().tasks().stream()
                .map(task -> calibrations.get(task.label()))
                .toArray(Calibration[]::new);
    }

    /** The model without calibration; closed with this. */
    public RankingModel uncalibrated() {
        return model;
    }

    @Override
    public RankingTasks tasks() {
        return model.tasks();
    }

    @Override
    public void predict(Batch batch, float[] out) {
        model.predict(batch, out);
        calibrate(out, batch.size());
    }

    /** Replaces the model's predictions of some samples by calibrated ones. */
    public void calibrate(float[] predictions, int rows) {
        int width = tasks().outputs();
        List<TaskConfiguration> tasks = tasks().tasks();
        int first = 0;
        for (int t = 0; t < byTask.length; t++) {
            Calibration calibration = byTask[t];
            for (int row = 0; row < rows && calibration != null; row++) {
                int at = row * width + first;
                predictions[at] = calibration.apply(predictions[at]);
            }
            first += tasks.get(t).outputs();
        }
    }

    @Override
    public TrainingStep newStep() {
        return model.newStep();
    }

    @Override
    public StepClock clock() {
        return model.clock();
    }

    @Override
    public ModelState state() {
        return model.state();
    }

    @Override
    public void close() {
        model.close();
    }
}
