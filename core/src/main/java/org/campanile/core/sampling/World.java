package org.campanile.core.sampling;

import org.campanile.core.Check;

/**
 * A worker's place among the workers of a job.
 *
 * @param rank from 0 to {@code size - 1}
 * @param size number of workers; at least 1
 */
public record World(int rank, int size) {
    public World {
        Check.positive(size, "world size");
        Check.that(rank >= 0 && rank < size, "rank must be in [0, %d), but is %d", size, rank);
    }
}
