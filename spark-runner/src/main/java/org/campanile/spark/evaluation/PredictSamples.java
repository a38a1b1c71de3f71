package org.campanile.spark.evaluation;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.campanile.core.batch.Batch;
import org.campanile.core.evaluation.SampleSlicing;
import org.campanile.core.model.RankingModel;
import org.campanile.core.stream.BatchStream;
import org.campanile.spark.bundle.TaskBundle;
import org.jspecify.annotations.Nullable;

/**
 * One task: predicts the samples of one run of a part and counts them.
 *
 * @param runs   whose samples
 * @param slices features by which metrics are divided
 */
record PredictSamples(SampleRuns runs, List<String> slices) implements Function<Integer, SampleMetrics> {
    private static final long serialVersionUID = 1L;

    PredictSamples {
        slices = List.copyOf(slices);
    }

    @Override
    public SampleMetrics call(Integer run) {
        try (TaskBundle opened = TaskBundle.open(runs.bundle());
                BatchStream batches = runs.open(opened.bundle(), run)) {
            RankingModel model = (RankingModel) opened.bundle().model();
            Optional<SampleSlicing> slicing = slices.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SampleSlicing(slices, opened.bundle().entities()));
            SampleMetrics metrics = new SampleMetrics(model.tasks().tasks());
            float[] predictions = runs.predictions(opened.bundle());
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                metrics.add(model, batch, predictions);
                if (slicing.isPresent() && batch.size() > 0) {
                    metrics.divide(batch, slicing.get(), predictions);
                }
            }
            return metrics;
        }
    }
}
