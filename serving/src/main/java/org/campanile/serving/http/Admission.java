package org.campanile.serving.http;

import java.util.concurrent.Semaphore;
import org.campanile.serving.funnel.OverloadException;

/** How many requests are worked on at a time; one more is refused at once, which keeps those that are in fast. */
final class Admission {
    private final int places;
    private final Semaphore free;

    Admission(int places) {
        this.places = places;
        this.free = new Semaphore(places);
    }

    /**
     * Does some work in a place of its own.
     *
     * @throws OverloadException when there is none
     */
    void inside(Runnable work) {
        if (!free.tryAcquire()) {
            throw new OverloadException("The service works on " + places + " requests already: try again later.");
        }
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    /** Requests that are worked on. */
    int inside() {
        return places - free.availablePermits();
    }
}
