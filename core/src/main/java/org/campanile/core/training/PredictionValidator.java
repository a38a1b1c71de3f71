package org.campanile.core.training;

import java.util.Map;
import org.campanile.core.collective.Collective;
import org.campanile.core.metric.BinaryMetrics;
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
    private final float[] probabilities;

    /** @param batchSize samples predicted at a time */
    public PredictionValidator(RankingModel model, PreparedDataset data, Collective collective, int batchSize) {
        this.model = model;
        this.reader = new SequentialReader(data, Split.VALIDATION, collective.world(), batchSize);
        this.collective = collective;
        this.probabilities = new float[batchSize];
    }

    @Override
    public Map<String, Double> validate() {
        BinaryMetrics all = new BinaryMetrics();
        for (int[] counted : collective.allGather(measure().toInts())) {
            all.merge(BinaryMetrics.ofInts(counted));
        }
        return all.values();
    }

    private BinaryMetrics measure() {
        try (BatchStream batches = reader.open(new ReaderState(0, 0))) {
            return Predictions.measure(model, batches, probabilities);
        }
    }
}
