package org.campanile.core.training;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs one exchange with the other workers at a time beside training, in a thread of its own, which alone uses the
 * collective until {@link #await} has returned. Owned by the training thread.
 */
final class BackgroundExchange implements AutoCloseable {
    private @Nullable Thread thread;
    private @Nullable FutureTask<?> running;

    /** Begins an exchange; none may be running. */
    void start(Runnable exchange) {
        FutureTask<?> task = new FutureTask<>(Executors.callable(exchange));
        Thread begun = new Thread(task, "parameter-exchange");
        begun.setDaemon(true);
        running = task;
        thread = begun;
        begun.start();
    }

    /** Whether an exchange has begun that was not waited for. */
    boolean isRunning() {
        return running != null;
    }

    /**
     * Waits for the exchange, if there is one.
     *
     * @throws RuntimeException what the exchange threw
     */
    void await() {
        FutureTask<?> task = running;
        if (task == null) {
            return;
        }
        try {
            task.get();
            running = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while parameters are exchanged");
        } catch (ExecutionException e) {
            running = null;
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("parameters could not be exchanged", e.getCause());
        }
    }

    /** Breaks off an exchange that is running, which breaks the collective, and waits until its thread has ended. */
    @Override
    public void close() {
        Thread begun = thread;
        if (begun == null) {
            return;
        }
        if (running != null) {
            begun.interrupt();
        }
        boolean interrupted = false;
        while (begun.isAlive()) {
            try {
                begun.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        running = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
