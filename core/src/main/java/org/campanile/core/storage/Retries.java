package org.campanile.core.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.campanile.core.math.CounterRandom;

/**
 * Tries again what failed, after waits that grow exponentially and are random within their bound, so that many readers do
 * not come back all at once (full jitter; Brooker: Exponential Backoff And Jitter, AWS Architecture Blog 2015). A missing
 * or forbidden file, the end of a file and an interrupt are final at once.
 *
 * <p>Safe for use by several threads.
 */
final class Retries {
    private static final long LONGEST_DELAY_NANOS = Duration.ofSeconds(30).toNanos();

    private final RetryPolicy policy;
    private final Pause pause;
    private final AtomicLong waits = new AtomicLong();

    Retries(RetryPolicy policy, Pause pause) {
        this.policy = policy;
        this.pause = pause;
    }

    /**
     * Does it, again if need be.
     *
     * @throws StorageFaultException when it was given up
     * @throws IOException when another attempt would not help
     */
    <T> T run(Operation<T> operation) throws IOException {
        long begin = pause.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return operation.run();
            } catch (IOException e) {
                if (isFinal(e)) {
                    throw e;
                }
                long delay = delayNanos(attempt);
                long spent = pause.nanoTime() - begin;
                if (attempt >= policy.attempts()
                        || spent + delay > policy.timeLimit().toNanos()) {
                    throw new StorageFaultException(
                            "%d %s in %.1f s failed, the last one with: %s"
                                    .formatted(
                                            attempt,
                                            attempt == 1 ? "attempt" : "attempts",
                                            spent / 1e9,
                                            e.getMessage()),
                            e);
                }
                await(delay);
            }
        }
    }

    private static boolean isFinal(IOException failure) {
        return failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException
                || failure instanceof AccessDeniedException
                || failure instanceof EOFException
                || failure instanceof ClosedByInterruptException
                || failure instanceof InterruptedIOException
                || failure instanceof StorageFaultException
                || Thread.currentThread().isInterrupted();
    }

    /** A random share of what the bound is after so many attempts. */
    private long delayNanos(int attempt) {
        long doubled = policy.firstDelay().toNanos() << Math.min(attempt - 1, 20);
        long bound = Math.min(doubled, LONGEST_DELAY_NANOS);
        return (long)
                (bound * (double) CounterRandom.uniform(CounterRandom.hash(policy.seed(), waits.getAndIncrement())));
    }

    private void await(long nanos) throws IOException {
        try {
            pause.await(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for another attempt to read");
        }
    }

    /** What may fail. */
    @FunctionalInterface
    interface Operation<T> {
        T run() throws IOException;
    }
}
