package org.campanile.core.tracking;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a run in the background, so that a server can neither hold up nor fail what it is told about.
 *
 * <p>The run folder is the queue: {@link #wake} only says that there is something in it, {@link RunDelivery} finds out
 * what. So nothing piles up in memory however long a server is away.
 */
final class Sender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private enum Outcome {
        SENT,
        LATER,
        REFUSED
    }

    private final RunDelivery delivery;
    private final SenderLimits limits;
    private final Thread thread;
    /** Holds at most one wish to send. */
    private final BlockingQueue<Boolean> wishes = new ArrayBlockingQueue<>(1);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private volatile boolean settled;

    // Of the sending thread alone.
    private final Backoff backoff;
    private Duration delay = Duration.ZERO;
    private boolean troubled;

    Sender(RunDelivery delivery, SenderLimits limits) {
        this.delivery = delivery;
        this.limits = limits;
        long seed = ProcessHandle.current().pid();
        backoff = new Backoff(limits.firstDelay(), limits.longestDelay(), new SplittableRandom(seed));
        thread = new Thread(this::run, "campanile-tracking");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
        wake();
    }

    /** There is something to send. */
    void wake() {
        wishes.offer(true);
    }

    /** Sends what is left, within the time limit. */
    @Override
    public void close() {
        closing.countDown();
        delivery.watch();
        wake();
        try {
            thread.join(Math.max(1, limits.close().toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned.countDown();
        delivery.close();
        thread.interrupt();
        if (!settled) {
            settled = true;
            warn("has not taken everything");
        }
    }

    private void run() {
        try {
            sendUntilClosed();
        } catch (InterruptedException e) {
            LOG.debug("Sending to {} was left off", delivery.server());
        }
    }

    private void sendUntilClosed() throws InterruptedException {
        int closingTries = 0;
        while (true) {
            wishes.take();
            boolean last = closing.getCount() == 0;
            Outcome outcome = attempt();
            if (outcome == Outcome.REFUSED || (outcome == Outcome.SENT && last)) {
                settled = true;
                return;
            }
            if (outcome == Outcome.SENT) {
                closing.await(limits.pace().toNanos(), TimeUnit.NANOSECONDS);
                continue;
            }
            if (last && ++closingTries == limits.closingTries()) {
                return;
            }
            wake();
            (last ? abandoned : closing).await(delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Outcome attempt() {
        try {
            delivery.send();
            recovered();
            return Outcome.SENT;
        } catch (SendException e) {
            if (e.kind() == SendException.Kind.LATER) {
                delayAfter(e);
                return Outcome.LATER;
            }
            warn("refused: " + e.getMessage());
            return Outcome.REFUSED;
        } catch (RuntimeException e) {
            LOG.warn("Sending to {} failed", delivery.server(), e);
            warn("is no longer told of this run");
            return Outcome.REFUSED;
        }
    }

    private void delayAfter(SendException failure) {
        Duration wait = backoff.next();
        delay = failure.retryAfter().filter(asked -> asked.compareTo(wait) > 0).orElse(wait);
        if (troubled || abandoned.getCount() == 0) {
            LOG.debug("MLflow at {} still does not take this run: {}", delivery.server(), failure.getMessage());
        } else {
            troubled = true;
            LOG.warn(
                    "MLflow at {} does not take this run for now ({}); it is recorded in {} and sent as soon as possible.",
                    delivery.server(),
                    failure.getMessage(),
                    delivery.folder().path());
        }
    }

    private void recovered() {
        backoff.reset();
        if (troubled) {
            troubled = false;
            LOG.info("MLflow at {} takes this run again", delivery.server());
        }
    }

    private void warn(String what) {
        LOG.warn(
                "MLflow at {} {}; the run is recorded in {}: `{}` sends what is left.",
                delivery.server(),
                what,
                delivery.folder().path(),
                RunSync.command(delivery.folder(), delivery.server()));
    }
}
