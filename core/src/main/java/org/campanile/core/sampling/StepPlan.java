package org.campanile.core.sampling;

import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * Which positions of the global order a worker takes in each step. Step {@code s} covers the positions from
 * {@code s * G} to {@code (s + 1) * G - 1}, where {@code G = world.size() * batchSize}; the worker takes those that are
 * {@code world.rank()} modulo {@code world.size()}.
 *
 * <p>So the samples of a step depend on {@code G} alone, and every worker has the same number of steps.
 *
 * @param samples   samples of the epoch
 * @param batchSize rows of a worker's batch; at least 1
 */
public record StepPlan(long samples, World world, int batchSize) {
    public StepPlan {
        Check.that(samples >= 0, "samples must be at least 0, but is %d", samples);
        Check.positive(batchSize, "batch size");
    }

    /**
     * Steps of the epoch.
     *
     * @throws CampanileException if there are more than {@link Integer#MAX_VALUE}
     */
    public int steps() {
        long global = (long) world.size() * batchSize;
        long steps = samples / global + (samples % global == 0 ? 0 : 1);
        if (steps > Integer.MAX_VALUE) {
            throw new CampanileException(
                    "An epoch of %d samples has %d steps of %d workers with batch size %d: raise training.batch-size"
                            .formatted(samples, steps, world.size(), batchSize));
        }
        return (int) steps;
    }

    /** Rows of the worker's batch; only the last step's may be fewer than the batch size, and may be 0. */
    public int rows(int step) {
        long left = samples - world.rank() - firstRow(step) * world.size();
        long rows = left <= 0 ? 0 : (left - 1) / world.size() + 1;
        return (int) Math.min(batchSize, rows);
    }

    /** Rows that the worker has taken before a step. */
    public long firstRow(int step) {
        return (long) step * batchSize;
    }

    /** Position of the worker's {@code row}-th row, counted from the epoch's beginning. */
    public long position(long row) {
        return row * world.size() + world.rank();
    }
}
