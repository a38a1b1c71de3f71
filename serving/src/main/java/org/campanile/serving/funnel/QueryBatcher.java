package org.campanile.serving.funnel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.index.VectorSearch;

/**
 * Searches queries together that arrive while others are searched. None waits for company: a thread that becomes free takes
 * what waits, one query or many, so that batches grow with the load alone.
 *
 * <p>Safe for use by several threads. Owns its threads, not the index, which must stay open until this is closed.
 */
final class QueryBatcher implements AutoCloseable {
    private final VectorIndex index;
    private final BatchSettings settings;
    private final int most;
    private final IntConsumer listener;
    private final BlockingQueue<Waiting> queue;
    private final List<Thread> threads = new ArrayList<>();

    private record Waiting(VectorSearch search, CompletableFuture<ScoredItems> result) {}

    /** @param listener hears how many queries were searched together */
    QueryBatcher(VectorIndex index, BatchSettings settings, IntConsumer listener) {
        this.index = index;
        this.settings = settings;
        // The first of a batch is answered with the last.
        this.most = index.sharesPasses() ? settings.batch() : 1;
        this.listener = listener;
        this.queue = new ArrayBlockingQueue<>(settings.waiting());
        for (int i = 0; i < settings.threads(); i++) {
            Thread thread = new Thread(this::work, "search-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /**
     * Searches and waits for the results.
     *
     * @throws OverloadException when too many queries wait already, or the deadline passes
     */
    List<ScoredItems> search(List<VectorSearch> searches, Deadline deadline) {
        List<CompletableFuture<ScoredItems>> results = new ArrayList<>(searches.size());
        for (VectorSearch search : searches) {
            Waiting waiting = new Waiting(search, new CompletableFuture<>());
            results.add(waiting.result());
            if (!queue.offer(waiting)) {
                results.forEach(result -> result.cancel(false));
                throw new OverloadException(
                        "More than " + settings.waiting() + " queries wait already: try again later.");
            }
        }
        List<ScoredItems> found = new ArrayList<>(searches.size());
        for (CompletableFuture<ScoredItems> result : results) {
            found.add(await(result, results, deadline));
        }
        return found;
    }

    private static ScoredItems await(
            CompletableFuture<ScoredItems> result, List<CompletableFuture<ScoredItems>> all, Deadline deadline) {
        try {
            return result.get(deadline.remaining(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            all.forEach(other -> other.cancel(false));
            throw OverloadException.late(Stage.RETRIEVAL);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OverloadException("The service is shutting down.");
        }
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(most);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                return;
            }
            queue.drainTo(batch, most - 1);
            // What was given up while it waited is not worth a search.
            batch.removeIf(waiting -> waiting.result().isDone());
            if (!batch.isEmpty()) {
                searchTogether(batch);
            }
            batch.clear();
        }
    }

    private void searchTogether(List<Waiting> batch) {
        try {
            listener.accept(batch.size());
            List<ScoredItems> found =
                    index.search(batch.stream().map(Waiting::search).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(found.get(i));
            }
        } catch (Throwable e) { // Whatever it is belongs to those who wait.
            batch.forEach(waiting -> waiting.result().completeExceptionally(e));
        }
    }

    /** Queries that wait for a thread. */
    int waiting() {
        return queue.size();
    }

    /** Ends the threads and waits for them; to be called when nobody waits for a search. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
