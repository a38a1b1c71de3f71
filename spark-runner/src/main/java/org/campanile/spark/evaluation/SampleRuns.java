package org.campanile.spark.evaluation;

import java.io.Serializable;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.model.RankingModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.DatasetReading;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;

/**
 * The samples of a part, divided into runs of neighbouring ones, and the model that predicts them.
 *
 * @param bundle  location of the bundle
 * @param dataset location of the prepared data set
 * @param count   number of runs
 */
record SampleRuns(String bundle, String dataset, Split split, int count) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Opens a run, from 0. */
    BatchStream open(LoadedBundle loaded, int run) {
        PreparedDataset prepared =
                DatasetReading.open(dataset, loaded.configuration().data().reading(), run);
        return new SequentialReader(prepared, split, new World(run, count), batchSize(loaded))
                .open(new ReaderState(0, 0));
    }

    /** Room for the predictions of a batch. */
    float[] predictions(LoadedBundle loaded) {
        return new float
                [batchSize(loaded) * ((RankingModel) loaded.model()).tasks().outputs()];
    }

    private static int batchSize(LoadedBundle loaded) {
        return loaded.configuration().training().batchSize();
    }
}
