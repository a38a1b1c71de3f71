package org.campanile.core.sampling;

import org.campanile.core.Check;

/**
 * How samples are shuffled.
 *
 * @param seed   every epoch's order follows from it
 * @param lanes  canonical lanes; at least 1
 * @param window samples of a lane that are shuffled together; at least 1
 */
public record ShuffleSettings(long seed, int lanes, int window) {
    public ShuffleSettings {
        Check.positive(lanes, "lanes");
        Check.positive(window, "window");
    }

    /**
     * These settings for a number of workers: each worker reads whole lanes, so the lanes become the smallest multiple of
     * {@code workers} that is not below {@link #lanes()}. As long as the workers divide the lanes nothing changes; beyond
     * that, the order of samples depends on the number of workers.
     */
    public ShuffleSettings forWorkers(int workers) {
        return new ShuffleSettings(seed, Math.multiplyExact((lanes - 1) / workers + 1, workers), window);
    }
}
