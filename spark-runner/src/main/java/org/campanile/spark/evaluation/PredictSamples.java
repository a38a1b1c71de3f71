package org.campanile.spark.evaluation;

import org.apache.spark.api.java.function.Function;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.metric.BinaryMetrics;
import org.campanile.core.model.Predictions;
import org.campanile.core.model.RankingModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.DatasetReading;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.campanile.spark.bundle.TaskBundle;

/**
 * One task: predicts the samples of one run of a part.
 *
 * @param bundle  location of the bundle
 * @param dataset location of the prepared data set
 * @param tasks   number of runs; the task's argument is the number of its own, from 0
 */
record PredictSamples(String bundle, String dataset, Split split, int tasks)
        implements Function<Integer, BinaryMetrics> {
    private static final long serialVersionUID = 1L;

    @Override
    public BinaryMetrics call(Integer run) {
        try (TaskBundle opened = TaskBundle.open(bundle)) {
            LoadedBundle loaded = opened.bundle();
            PreparedDataset prepared =
                    DatasetReading.open(dataset, loaded.configuration().data().reading(), run);
            int batchSize = loaded.configuration().training().batchSize();
            SequentialReader reader = new SequentialReader(prepared, split, new World(run, tasks), batchSize);
            try (BatchStream batches = reader.open(new ReaderState(0, 0))) {
                return Predictions.measure((RankingModel) loaded.model(), batches, new float[batchSize]);
            }
        }
    }
}
