package org.campanile.core.tracking;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Times between tries: doubling, up to a longest, each shortened by up to half so that many senders spread. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        next = first;
    }

    Duration next() {
        Duration whole = next;
        next = min(whole.multipliedBy(2), longest);
        return Duration.ofNanos((long) (whole.toNanos() * (0.5 + 0.5 * random.nextDouble())));
    }

    void reset() {
        next = first;
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
