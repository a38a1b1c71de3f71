package org.campanile.core.training;

import org.campanile.core.batch.Batch;
import org.campanile.core.stream.BatchSource;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;

/**
 * A worker's share of samples 0, 1, 2, ... of which each names the item of its own number, with one label for all. Sample
 * {@code p} belongs to worker {@code p mod size}.
 *
 * @param samples samples of an epoch, over all workers
 * @param label   the samples' label
 */
record ListedBatches(int rank, int size, int samples, int batchSize, float label) implements BatchSource {
    @Override
    public int stepsPerEpoch() {
        int global = size * batchSize;
        return (samples + global - 1) / global;
    }

    @Override
    public long samplesPerEpoch() {
        return samples;
    }

    @Override
    public BatchStream open(ReaderState state) {
        Batch batch = new Batch(TableModel.COLUMNS, batchSize);
        return new BatchStream() {
            private int step = state.step();

            @Override
            public Batch next() {
                if (step == stepsPerEpoch()) {
                    return null;
                }
                int rows = 0;
                for (int i = 0; i < batchSize; i++) {
                    int sample = (step * batchSize + i) * size + rank;
                    if (sample < samples) {
                        batch.categorical(0)[rows] = sample;
                        batch.labels()[rows++] = label;
                    }
                }
                batch.setSize(rows);
                step++;
                return batch;
            }

            @Override
            public long waitNanos() {
                return 0;
            }

            @Override
            public void close() {}
        };
    }
}
