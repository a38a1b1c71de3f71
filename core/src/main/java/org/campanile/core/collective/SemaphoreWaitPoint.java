package org.campanile.core.collective;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A wait point for workers whose peers are all in this JVM. */
final class SemaphoreWaitPoint implements WaitPoint {
    private final Semaphore wakeUps = new Semaphore(0);

    @Override
    public void await(long nanos) throws InterruptedException {
        if (wakeUps.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
            wakeUps.drainPermits();
        }
    }

    @Override
    public void wake() {
        wakeUps.release();
    }

    @Override
    public void close() {}
}
