package org.campanile.core.checkpoint;

import org.campanile.core.Check;
import org.campanile.core.optimizer.ValidationProgress;
import org.campanile.core.stream.ReaderState;

/**
 * Where training stood when a checkpoint was taken, and what it belongs to.
 *
 * @param globalStep        steps each worker had taken since the start of training
 * @param reader            the next step to read
 * @param worldSize         workers that trained; any number may go on
 * @param seed              seed of the run
 * @param configurationHash identity of what the configuration says about model and training
 * @param dataHash          identity of the prepared data set
 * @param validation        what the validations so far came to
 */
public record CheckpointHeader(
        long globalStep,
        ReaderState reader,
        int worldSize,
        long seed,
        String configurationHash,
        String dataHash,
        ValidationProgress validation) {
    public CheckpointHeader {
        Check.that(globalStep >= 0, "globalStep must be at least 0, but is %d", globalStep);
        Check.positive(worldSize, "worldSize");
    }
}
