package org.campanile.core.tracking;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a run ends with a status: {@link RunStatus#FINISHED} when its work is done, {@link RunStatus#FAILED} with
 * the error when that throws, and {@link RunStatus#KILLED} when the process is told to end, as by Ctrl-C or a scheduler.
 * Until closed, the virtual machine waits for the last a few seconds before it ends.
 */
public final class RunGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunGuard.class);

    /** Schedulers kill outright 10 to 30 seconds after they have asked. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunTracker tracker;
    private final Thread hook = new Thread(this::kill, "campanile-run-guard");

    private RunGuard(RunTracker tracker) {
        this.tracker = tracker;
    }

    /** Guards a run that is being recorded. */
    public static RunGuard over(RunTracker tracker) {
        RunGuard guard = new RunGuard(tracker);
        try {
            Runtime.getRuntime().addShutdownHook(guard.hook);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending already", e);
        }
        return guard;
    }

    /** Does the work of the run, and ends it. */
    public <T> T watch(Supplier<T> work) {
        try {
            T result = work.get();
            tracker.finish(RunStatus.FINISHED);
            return result;
        } catch (RuntimeException | Error e) {
            end(RunStatus.FAILED, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            throw e;
        }
    }

    private void end(RunStatus status, String reason) {
        tracker.tags(Map.of(RunTracker.ERROR, reason));
        tracker.finish(status);
    }

    private void kill() {
        end(RunStatus.KILLED, "The process was told to end.");
        Thread closing = new Thread(tracker::close, "campanile-run-guard-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending", e);
        }
    }
}
