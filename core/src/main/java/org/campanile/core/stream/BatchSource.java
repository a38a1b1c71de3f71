package org.campanile.core.stream;

/** A worker's share of the samples, epoch by epoch. */
public interface BatchSource {
    /** Steps of one epoch: the same for every worker, so that collectives line up; the last batches may be smaller or empty. */
    int stepsPerEpoch();

    /** Samples of one epoch over all workers. */
    long samplesPerEpoch();

    /** Opens the rest of an epoch from a step on; the caller closes it. */
    BatchStream open(ReaderState state);
}
