package org.campanile.core.checkpoint;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.campanile.core.CampanileException;
import org.campanile.core.model.ModelState;
import org.jspecify.annotations.Nullable;

/**
 * Saves checkpoints in a thread of its own: training waits while the state is copied in memory, and for the checkpoint
 * before if that is still being written. The copy takes as much memory as the state. Used by the training thread.
 */
public final class BackgroundCheckpoints implements AutoCloseable {
    private final CheckpointStore store;
    private final ModelState state;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "checkpoint-writer");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable StateCopy copy;
    private @Nullable Future<?> writing;

    /** @param store used by the writing thread from the first {@link #save} until {@link #await} has returned */
    public BackgroundCheckpoints(CheckpointStore store, ModelState state) {
        this.store = store;
        this.state = state;
    }

    /**
     * Begins to save the present state.
     *
     * @throws CampanileException when the checkpoint before could not be written
     */
    public void save(CheckpointHeader header) {
        await();
        StateCopy present = copy == null ? new StateCopy(state) : copy;
        copy = present;
        present.take(state);
        writing = writer.submit(() -> store.save(header, present.state()));
    }

    /**
     * Waits until the last checkpoint is written.
     *
     * @throws CampanileException when it could not be written
     */
    public void await() {
        Future<?> last = writing;
        writing = null;
        if (last == null) {
            return;
        }
        try {
            last.get();
        } catch (InterruptedException e) {
            writing = last;
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a checkpoint is being written");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CampanileException failure) {
                throw failure;
            }
            throw new IllegalStateException("a checkpoint could not be written", e.getCause());
        }
    }

    /**
     * Waits until nothing is being written any more: no checkpoint may appear while the workers of the next attempt look
     * for the newest. What could not be written is of no interest then.
     */
    @Override
    public void close() {
        writer.shutdown();
        boolean interrupted = false;
        while (!writer.isTerminated()) {
            try {
                writer.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
