package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new SplittableRandom(3));

    @Test
    void timesDoubleUpToTheLongestAndAreShortenedByHalfAtMost() {
        // Doubling from 1 s: 1, 2, 4, then 5 as the longest.
        for (int whole : new int[] {1, 2, 4, 5, 5}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(500L * whole), Duration.ofSeconds(whole));
        }
    }

    @Test
    void timesBeginAnewAfterASuccess() {
        backoff.next();
        backoff.next();
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
