package org.campanile.spark.evaluation;

import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.evaluation.SampleSlicing;
import org.campanile.core.model.RankingModel;
import org.campanile.core.stream.BatchStream;
import org.campanile.spark.bundle.TaskBundle;
import org.jspecify.annotations.Nullable;

/**
 * One task: predicts the samples of one run of a part, counts them, and sorts them by group.
 *
 * @param runs   whose samples
 * @param slices features by which metrics are divided
 * @param group  categorical feature whose values are the groups; empty for none
 */
record PredictSamples(SampleRuns runs, List<String> slices, String group) implements Function<Integer, RunPredictions> {
    private static final long serialVersionUID = 1L;

    PredictSamples {
        slices = List.copyOf(slices);
    }

    @Override
    public RunPredictions call(Integer run) {
        try (TaskBundle opened = TaskBundle.open(runs.bundle());
                BatchStream batches = runs.open(opened.bundle(), run)) {
            RankingModel model = (RankingModel) opened.bundle().model();
            List<TaskConfiguration> tasks = model.tasks().tasks();
            @Nullable
            SampleSlicing slicing = slices.isEmpty() && group.isEmpty()
                    ? null
                    : new SampleSlicing(slices, opened.bundle().entities());
            SampleMetrics metrics = new SampleMetrics(tasks);
            GroupPredictions groups = new GroupPredictions(tasks);
            float[] predictions = runs.predictions(opened.bundle());
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                metrics.add(model, batch, predictions);
                if (slicing != null && batch.size() > 0) {
                    slicing.read(batch);
                    metrics.divide(batch, slicing, predictions);
                    if (!group.isEmpty()) {
                        groups.add(batch, slicing.values(group), predictions);
                    }
                }
            }
            return new RunPredictions(metrics, groups.pairs());
        }
    }
}
