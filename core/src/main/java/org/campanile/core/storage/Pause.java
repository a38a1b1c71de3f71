package org.campanile.core.storage;

import java.time.Duration;

/** Time as retries see it: it can be asked for and waited for. */
interface Pause {
    /** This machine's clock. */
    Pause SYSTEM = new Pause() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void await(Duration delay) throws InterruptedException {
            Thread.sleep(delay.toMillis(), (int) (delay.toNanos() % 1_000_000));
        }
    };

    long nanoTime();

    void await(Duration delay) throws InterruptedException;
}
