package org.campanile.core.training;

import java.util.List;
import java.util.Map;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.metric.PredictionMetrics;
import org.campanile.core.model.Predictions;
import org.campanile.core.model.RankingModel;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;

/**
 * Validates a ranking model: each worker predicts a run of the validation samples, and what it counted of them is told to
 * all. Used by the training thread.
 */
public final class PredictionValidator implements Validator {
    private final RankingModel model;
    private final SequentialReader reader;
    private final Collective collective;
    private final float[] predictions;

    /** @param batchSize samples predicted at a time */
    public PredictionValidator(RankingModel model, PreparedDataset data, Collective collective, int batchSize) {
        this.model = model;
        this.reader = new SequentialReader(data, Split.VALIDATION, collective.world(), batchSize);
        this.collective = collective;
        this.predictions = new float[batchSize * model.tasks().outputs()];
    }

    @Override
    public Map<String, Double> validate() {
        return measure().values();
    }

    /** The metrics over all workers' samples, the same on every worker. */
    public PredictionMetrics measure() {
        List<TaskConfiguration> tasks = model.tasks().tasks();
        PredictionMetrics all = new PredictionMetrics(tasks);
        for (int[] counted : collective.allGather(measureOwn().toInts())) {
            all.merge(PredictionMetrics.ofInts(tasks, counted));
        }
        return all;
    }

    private PredictionMetrics measureOwn() {
        try (BatchStream batches = reader.open(new ReaderState(0, 0))) {
            return Predictions.measure(model, batches, predictions);
        }
    }
}
