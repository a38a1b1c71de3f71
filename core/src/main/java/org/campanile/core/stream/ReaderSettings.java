package org.campanile.core.stream;

import org.campanile.core.Check;
import org.campanile.core.sampling.ShuffleSettings;

/**
 * How a worker reads its share of the samples.
 *
 * @param seed      seed of every epoch's order
 * @param lanes     canonical lanes, see {@link ShuffleSettings}; at least 1
 * @param window    samples of a lane that are shuffled together; at least 1
 * @param batchSize rows of the worker's batch; at least 1
 * @param prefetch  batches read ahead; at least 1
 */
public record ReaderSettings(long seed, int lanes, int window, int batchSize, int prefetch) {
    public ReaderSettings {
        Check.positive(lanes, "lanes");
        Check.positive(window, "window");
        Check.positive(batchSize, "batch size");
        Check.positive(prefetch, "prefetch");
    }

    ShuffleSettings shuffle() {
        return new ShuffleSettings(seed, lanes, window);
    }
}
