package org.campanile.spark.training;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Takes a sample every ten seconds, the first one after two, on a thread of its own until closed. */
final class UsageSampler implements AutoCloseable {
    private static final int FIRST_SECONDS = 2;
    private static final int PERIOD_SECONDS = 10;

    private final ScheduledThreadPoolExecutor thread;

    private UsageSampler(ScheduledThreadPoolExecutor thread) {
        this.thread = thread;
    }

    static UsageSampler start(Runnable sample) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread sampler = new Thread(task, "campanile-usage");
            sampler.setDaemon(true);
            return sampler;
        });
        thread.scheduleWithFixedDelay(sample, FIRST_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return new UsageSampler(thread);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
