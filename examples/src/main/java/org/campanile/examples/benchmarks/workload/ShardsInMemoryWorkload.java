package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderSettings;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.StreamingReader;
import org.jspecify.annotations.Nullable;

/**
 * The peer of {@link ShardsWorkload}: the same model's steps on the first batches of the same shards, held in memory, in
 * samples per second. Arguments: rows, prepared, batch, threads, warm-up, seconds.
 */
final class ShardsInMemoryWorkload implements Workload {
    private static final int BATCHES = 32;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        RunConfiguration configuration = ShardedDlrm.configuration(arguments);
        PreparedDataset data = PreparedDataset.open(FileStores.open(arguments.text("prepared")));
        try (RecommenderModel model = EngineModels.create(configuration, data.schema())) {
            TrainingSteps steps = new TrainingSteps(model, firstBatches(data, configuration));
            StepTiming timing = StepTimer.measure(steps, arguments.number("warm-up"), arguments.number("seconds"));
            return timing.rate(arguments.count("batch")).with("loss", steps.lastLoss());
        }
    }

    private static List<Batch> firstBatches(PreparedDataset data, RunConfiguration configuration) {
        int size = configuration.training().batchSize();
        ReaderSettings settings = new ReaderSettings(
                configuration.seed(),
                configuration.training().shuffle().lanes(),
                configuration.training().shuffle().window(),
                size,
                1);
        StreamingReader reader = new StreamingReader(data, Split.TRAIN, new World(0, 1), settings);
        List<Batch> batches = new ArrayList<>();
        try (BatchStream stream = reader.open(new ReaderState(0, 0))) {
            for (@Nullable Batch lent = stream.next(); lent != null && batches.size() < BATCHES; lent = stream.next()) {
                Batch own = new Batch(lent.columns(), size);
                own.append(lent, 0, lent.size());
                batches.add(own);
            }
        }
        Check.that(
                batches.get(batches.size() - 1).size() == size, "the shards hold fewer than %d full batches", BATCHES);
        return batches;
    }
}
