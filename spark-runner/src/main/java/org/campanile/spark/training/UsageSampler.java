package org.campanile.spark.training;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Takes a sample every ten seconds, the first one after two, on a thread of its own until closed. */
final class UsageSampler implements AutoCloseable {
    private static final int FIRST_SECONDS = 2;
    private static final int PERIOD_SECONDS = 10;

    private final Runnable sample;
    private final CountDownLatch closed = new CountDownLatch(1);

    private UsageSampler(Runnable sample) {
        this.sample = sample;
    }

    static UsageSampler start(Runnable sample) {
        UsageSampler sampler = new UsageSampler(sample);
        Thread thread = new Thread(sampler::run, "campanile-usage");
        thread.setDaemon(true);
        thread.start();
        return sampler;
    }

    private void run() {
        try {
            boolean isClosed = closed.await(FIRST_SECONDS, TimeUnit.SECONDS);
            while (!isClosed) {
                sample.run();
                isClosed = closed.await(PERIOD_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
