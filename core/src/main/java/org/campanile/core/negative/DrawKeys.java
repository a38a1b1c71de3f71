package org.campanile.core.negative;

import org.campanile.core.math.CounterRandom;

/** The keys of random draws for samples: functions of the seed, and of what a sample is or where it stands. */
public final class DrawKeys {
    private final long seed;
    private final DrawTime time;

    /** @param time whether a sample's draws change from epoch to epoch */
    public DrawKeys(long seed, DrawTime time) {
        this.seed = CounterRandom.seedFor(seed, "negatives");
        this.time = time;
    }

    /**
     * The key of a sample's draws.
     *
     * @param epoch    the epoch, from 0
     * @param position the sample's position in the epoch's global order
     * @param user     the sample's user: with {@link DrawTime#ONCE} samples of the same user and item have the same draws
     * @param item     the sample's item
     */
    public long key(int epoch, long position, int user, int item) {
        return switch (time) {
            case EACH_EPOCH -> CounterRandom.hash(seed, epoch, position);
            case ONCE -> CounterRandom.hash(seed, -1L, user, item);
        };
    }
}
