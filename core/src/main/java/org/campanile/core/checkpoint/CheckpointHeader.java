package org.campanile.core.checkpoint;

import org.campanile.core.stream.ReaderState;

/**
 * Where a checkpoint stands and what it belongs to.
 *
 * @param globalStep        steps taken since the start of training
 * @param reader            the next step to read
 * @param worldSize         workers of the run that wrote it; it may be restored by any number
 * @param seed              seed of the run
 * @param configurationHash identity of model and training options
 * @param dataHash          content hash of the data set
 */
public record CheckpointHeader(
        long globalStep, ReaderState reader, int worldSize, long seed, String configurationHash, String dataHash) {}
