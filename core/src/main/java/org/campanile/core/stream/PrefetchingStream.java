package org.campanile.core.stream;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.jspecify.annotations.Nullable;

/** Runs a producer in a thread of its own, a few batches ahead. */
final class PrefetchingStream implements BatchStream {
    /*
     * Batches travel in a circle: free -> thread fills -> ready -> consumer uses -> free. There are prefetch + 1 of
     * them, so the thread is at most that far ahead, and neither queue can be full. After a failure the thread adds one
     * delivery without a batch and ends.
     */
    private final BlockingQueue<Batch> free;
    private final BlockingQueue<Delivery> ready;
    private final Thread thread;
    private final String what;
    private final int steps;
    private int next;
    private @Nullable Batch lent;
    private @Nullable Throwable failure;
    private long waitNanos;
    private boolean closed;

    /**
     * @param producer closed by the thread, also when the stream is closed before its end
     * @param first    the first step
     * @param steps    steps of the epoch
     */
    PrefetchingStream(Work work, BatchProducer producer, int first, int steps) {
        this.what = work.what();
        this.steps = steps;
        this.next = first;
        this.free = new ArrayBlockingQueue<>(work.prefetch() + 1);
        this.ready = new ArrayBlockingQueue<>(work.prefetch() + 2);
        for (int i = 0; i <= work.prefetch(); i++) {
            free.add(new Batch(work.columns(), work.batchSize()));
        }
        this.thread = new Thread(() -> produce(producer, first), "campanile-reader " + what);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public @Nullable Batch next() {
        if (closed) {
            throw new IllegalStateException("the stream of " + what + " is closed");
        }
        giveBack();
        if (failure != null) {
            throw failed(failure);
        }
        if (next == steps) {
            return null;
        }
        Delivery delivery = take();
        if (delivery.failure() != null) {
            failure = delivery.failure();
            throw failed(failure);
        }
        next++;
        lent = delivery.batch();
        return lent;
    }

    @Override
    public long waitNanos() {
        return waitNanos;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            thread.interrupt();
            join();
        }
    }

    private void produce(BatchProducer producer, int first) {
        int step = first;
        try (producer) {
            for (; step < steps; step++) {
                Batch batch = free.take();
                batch.clear();
                producer.fill(step, batch);
                ready.put(new Delivery(batch, null));
            }
        } catch (InterruptedException e) {
            // Only close() interrupts: nobody waits for more.
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            ready.add(new Delivery(null, e));
        }
    }

    private Delivery take() {
        Delivery delivery = ready.poll();
        if (delivery != null) {
            return delivery;
        }
        long before = System.nanoTime();
        try {
            return ready.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for " + what + ", step " + next);
        } finally {
            waitNanos += System.nanoTime() - before;
        }
    }

    private void giveBack() {
        if (lent != null) {
            free.add(lent);
            lent = null;
        }
    }

    /** Keeps the kind of failure, so that a message for the user stays one, and the background's stack as its cause. */
    private RuntimeException failed(Throwable cause) {
        if (cause instanceof CampanileException) {
            return new CampanileException(String.valueOf(cause.getMessage()), cause);
        }
        return new IllegalStateException("reading " + what + " failed at step " + next, cause);
    }

    private void join() {
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

    /**
     * What the batches hold.
     *
     * @param what     names the samples in messages and in the thread's name
     * @param prefetch batches read ahead
     */
    record Work(String what, ColumnSet columns, int batchSize, int prefetch) {}

    private record Delivery(@Nullable Batch batch, @Nullable Throwable failure) {}
}
