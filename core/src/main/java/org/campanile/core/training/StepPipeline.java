package org.campanile.core.training;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.stream.BatchStream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the next steps in a thread of its own while the model trains: it takes batches from the reader, and draws
 * negatives, gathers features, finds distinct rows and asks for those of sharded tables. Bounded: it is at most two steps ahead.
 *
 * <p>Owned by the training thread, which must close it before the stream of batches.
 */
final class StepPipeline implements AutoCloseable {
    private static final int SLOTS = 3;

    private final BatchStream batches;
    private final int epoch;
    private final BlockingQueue<Slot> free;
    private final BlockingQueue<Slot> prepared = new ArrayBlockingQueue<>(SLOTS);
    private final Thread thread;
    private @Nullable Slot current;
    private long waitNanos;

    /** Room for one step, which travels in a circle: free, prepared, trained with, free. */
    static final class Slot {
        private final TrainingStep step;
        private boolean last;
        private @Nullable Throwable failure;

        private Slot(TrainingStep step) {
            this.step = step;
        }
    }

    /** Room for the steps of a pipeline, which one epoch hands on to the next. */
    static List<Slot> slots(RecommenderModel model) {
        return Stream.generate(() -> new Slot(model.newStep())).limit(SLOTS).toList();
    }

    StepPipeline(List<Slot> slots, BatchStream batches, int epoch) {
        this.batches = batches;
        this.epoch = epoch;
        this.free = new ArrayBlockingQueue<>(SLOTS, false, slots);
        this.thread = new Thread(this::prepareAll, "step-pipeline");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The next step, ready to train with, or null after the last. The step returned before is used again.
     *
     * @throws RuntimeException what the reader or the preparation threw
     */
    @Nullable
    TrainingStep next() {
        if (current != null) {
            free.add(current);
            current = null;
        }
        Slot slot = take();
        if (slot.failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (slot.failure instanceof Error error) {
            throw error;
        }
        if (slot.last) {
            return null;
        }
        current = slot;
        return slot.step;
    }

    private Slot take() {
        long start = System.nanoTime();
        try {
            return prepared.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for the next step");
        } finally {
            waitNanos += System.nanoTime() - start;
        }
    }

    /** Time that training has waited for steps to be ready, in nanoseconds. */
    long waitNanos() {
        return waitNanos;
    }

    private void prepareAll() {
        try {
            while (prepareNext()) {}
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes one slot on; false when it was the last. */
    private boolean prepareNext() throws InterruptedException {
        Slot slot = free.take();
        slot.failure = null;
        try {
            @Nullable Batch batch = batches.next();
            slot.last = batch == null;
            if (batch != null) {
                slot.step.prepare(epoch, batch);
            }
        } catch (RuntimeException | Error failure) {
            slot.failure = failure;
        }
        boolean goesOn = slot.failure == null && !slot.last;
        prepared.put(slot);
        return goesOn;
    }

    /**
     * Stops preparing. Waits until the thread no longer touches reader or steps. Where steps were left to prepare, the other
     * workers have prepared more or fewer of them, so that nothing can be prepared any more by which rows are asked for.
     */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
