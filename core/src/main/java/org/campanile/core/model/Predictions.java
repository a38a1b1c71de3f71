package org.campanile.core.model;

import org.campanile.core.batch.Batch;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.stream.BatchStream;
import org.jspecify.annotations.Nullable;

/** Measures a ranking model's predictions. */
public final class Predictions {
    private Predictions() {}

    /**
     * Predicts every sample of a stream and compares it with its label.
     *
     * @param probabilities room for the predictions of a batch
     */
    public static BinaryMetrics measure(RankingModel model, BatchStream batches, float[] probabilities) {
        BinaryMetrics metrics = new BinaryMetrics();
        for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
            if (batch.size() > 0) {
                model.predict(batch, probabilities);
            }
            for (int row = 0; row < batch.size(); row++) {
                metrics.add(probabilities[row], batch.labels()[row]);
            }
        }
        return metrics;
    }
}
