package org.campanile.core.collective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.campanile.core.sampling.World;

/**
 * Runs the workers of a world as threads of this JVM, each with a ring collective over in-process links. Messages are
 * so short that small arrays take several.
 */
public final class Workers {
    static final int MESSAGE_LENGTH = 64;
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    private Workers() {}

    /** What a worker does; its collective is closed afterwards. */
    public interface Body<T> {
        T run(Collective collective) throws Exception;
    }

    /** The results by rank. */
    public static <T> List<T> run(int size, Body<T> body) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> worker : start(size, TIMEOUT, body)) {
            results.add(worker.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    /** What each worker ended with, by rank; every worker has to fail. */
    static <T> List<Throwable> failures(int size, Duration timeout, Body<T> body) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        for (Future<T> worker : start(size, timeout, body)) {
            try {
                failures.add(new AssertionError("did not fail but returned " + worker.get(60, TimeUnit.SECONDS)));
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        return failures;
    }

    private static <T> List<Future<T>> start(int size, Duration timeout, Body<T> body) {
        String job = UUID.randomUUID().toString();
        List<Callable<T>> workers = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            World world = new World(rank, size);
            workers.add(() -> {
                Transport transport = InProcessTransport.join(job, world, TIMEOUT);
                try (Collective collective = new RingCollective(transport, timeout, MESSAGE_LENGTH)) {
                    return body.run(collective);
                }
            });
        }
        return startAll(workers);
    }

    static <T> List<Future<T>> startAll(List<Callable<T>> workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers.size());
        try {
            return workers.stream().map(threads::submit).toList();
        } finally {
            threads.shutdown();
        }
    }
}
