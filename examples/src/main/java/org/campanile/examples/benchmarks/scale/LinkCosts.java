package org.campanile.examples.benchmarks.scale;

import org.campanile.core.Check;

/**
 * What a message between two executors costs, as in LogGP (Alexandrov, Ionescu, Schauser, Scheiman: LogGP, SPAA 1995).
 *
 * @param latencySeconds  from the beginning of sending a message of a few bytes until its receiver has it
 * @param overheadSeconds of it, time of a processor: what each further message costs that is sent without waiting
 * @param bytesPerSecond  of long messages
 */
record LinkCosts(double latencySeconds, double overheadSeconds, double bytesPerSecond) {
    LinkCosts {
        Check.that(latencySeconds > 0, "latency must be above 0 seconds, but is %s", latencySeconds);
        Check.that(overheadSeconds > 0, "overhead must be above 0 seconds, but is %s", overheadSeconds);
        Check.that(bytesPerSecond > 0, "speed must be above 0 bytes per second, but is %s", bytesPerSecond);
    }

    /** Another network between the same processors, whose work per message it cannot spare. */
    LinkCosts on(double latency, double speed) {
        return new LinkCosts(Math.max(latency, overheadSeconds), overheadSeconds, speed);
    }
}
