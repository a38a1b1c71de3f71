package org.campanile.serving.funnel;

import java.time.Duration;

/** The point in time at which a request is given up. */
public final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** So long from now. */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Nanoseconds that are left; not positive when it has passed. */
    long remaining() {
        return end - System.nanoTime();
    }

    /**
     * Fails when the deadline has passed.
     *
     * @throws OverloadException saying before what
     */
    void check(Stage next) {
        if (remaining() <= 0) {
            throw OverloadException.late(next);
        }
    }
}
