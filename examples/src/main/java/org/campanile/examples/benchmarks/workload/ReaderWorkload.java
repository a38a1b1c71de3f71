package org.campanile.examples.benchmarks.workload;

import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderSettings;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.StreamingReader;
import org.jspecify.annotations.Nullable;

/**
 * Epochs of the streaming reader, shuffling included, in rows per processor second of the process: preparation if the
 * shards are absent, then one epoch after the other. Arguments: rows, prepared, batch, threads, warm-up, seconds.
 */
final class ReaderWorkload implements Workload {
    private static final int PREFETCH = 4;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        RunConfiguration configuration = ShardedDlrm.configuration(arguments);
        PreparedDataset data = PreparedClicks.open(arguments);
        EpochRun epochs =
                new EpochRun(new StreamingReader(data, Split.TRAIN, new World(0, 1), settings(configuration)));
        StepTiming timing = StepTimer.measure(epochs, arguments.number("warm-up"), arguments.number("seconds"));
        long rows = data.samples(Split.TRAIN);
        return Measurement.of(rows / timing.cpuMedian())
                .with("rows_per_second", Math.round(rows / timing.median()))
                .with("check", epochs.sum);
    }

    private static ReaderSettings settings(RunConfiguration configuration) {
        return new ReaderSettings(
                configuration.seed(),
                configuration.training().shuffle().lanes(),
                configuration.training().shuffle().window(),
                configuration.training().batchSize(),
                PREFETCH);
    }

    /** Reads the next epoch, and looks at one value of each batch so that none can be left out. */
    private static final class EpochRun implements Runnable {
        private final StreamingReader reader;
        private int epoch;
        private double sum;

        EpochRun(StreamingReader reader) {
            this.reader = reader;
        }

        @Override
        public void run() {
            long rows = 0;
            try (BatchStream batches = reader.open(new ReaderState(epoch++, 0))) {
                for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                    rows += batch.size();
                    sum += batch.dense()[0] + batch.categorical(0)[batch.size() - 1];
                }
            }
            Check.that(rows == reader.samplesPerEpoch(), "%d rows are not %d", rows, reader.samplesPerEpoch());
        }
    }
}
