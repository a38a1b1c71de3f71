package org.campanile.core.tracking;

import java.time.Duration;

/**
 * How patient the sender is.
 *
 * @param call         how long one request may take, with the client's own tries
 * @param close        how long {@link RunTracker#close} may take
 * @param pace         the time between two rounds of sending while the run goes on
 * @param firstDelay   the time until the second try
 * @param longestDelay to which the time between tries doubles
 * @param closingTries how many tries in a row may fail once the tracker is being closed
 */
record SenderLimits(
        Duration call, Duration close, Duration pace, Duration firstDelay, Duration longestDelay, int closingTries) {

    static final SenderLimits DEFAULT = new SenderLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            3);

    /** The same with another time for {@link RunTracker#close}. */
    SenderLimits closingWithin(Duration time) {
        return new SenderLimits(call, time, pace, firstDelay, longestDelay, closingTries);
    }
}
