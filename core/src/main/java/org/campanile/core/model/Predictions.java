package org.campanile.core.model;

import org.campanile.core.batch.Batch;
import org.campanile.core.metric.PredictionMetrics;
import org.campanile.core.stream.BatchStream;
import org.jspecify.annotations.Nullable;

/** Measures a ranking model's predictions. */
public final class Predictions {
    private Predictions() {}

    /**
     * Predicts every sample of a stream and compares it with its labels. Where workers share the tables of a model row by
     * row all do so at once, with streams of as many batches, of which some may be empty.
     *
     * @param predictions room for the predictions of a batch
     */
    public static PredictionMetrics measure(RankingModel model, BatchStream batches, float[] predictions) {
        PredictionMetrics metrics = new PredictionMetrics(model.tasks().tasks());
        for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
            model.predict(batch, predictions);
            metrics.add(batch, predictions);
        }
        return metrics;
    }
}
