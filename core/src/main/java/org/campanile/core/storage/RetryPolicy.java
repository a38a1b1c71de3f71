package org.campanile.core.storage;

import java.time.Duration;
import org.campanile.core.Check;
import org.campanile.core.config.ReadingConfiguration;

/**
 * When an operation that failed is tried again.
 *
 * @param attempts   of all, at least 1
 * @param firstDelay the longest wait before the second attempt; above 0
 * @param timeLimit  after which no further attempt begins
 * @param seed       of the random waits: those who read the same storage should have different ones
 */
public record RetryPolicy(int attempts, Duration firstDelay, Duration timeLimit, long seed) {
    public RetryPolicy {
        Check.positive(attempts, "attempts");
        Check.that(firstDelay.toNanos() > 0, "first delay must be above 0, but is %s", firstDelay);
    }

    /** What the configuration says. */
    public static RetryPolicy of(ReadingConfiguration reading, long seed) {
        return new RetryPolicy(
                reading.attempts(),
                Duration.ofMillis(reading.firstDelayMillis()),
                Duration.ofSeconds(reading.timeLimitSeconds()),
                seed);
    }
}
