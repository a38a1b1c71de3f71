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
import java.util.concurrent.atomic.AtomicLong;
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

    /** What a worker does with two collectives, for a thread each, that count their bytes together. */
    public interface AheadBody<T> {
        T run(Collective collective, Collective ahead) throws Exception;
    }

    /** The results by rank. */
    public static <T> List<T> run(int size, Body<T> body) throws Exception {
        return results(startAll(workers(size, TIMEOUT, body)));
    }

    /** The same, of workers with two collectives. */
    public static <T> List<T> runAhead(int size, AheadBody<T> body) throws Exception {
        return results(startAll(workersAhead(size, TIMEOUT, body)));
    }

    private static <T> List<T> results(List<Future<T>> workers) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> worker : workers) {
            results.add(worker.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    /** What each worker ended with, by rank; every worker has to fail. */
    static <T> List<Throwable> failures(int size, Duration timeout, Body<T> body) throws Exception {
        return failures(startAll(workers(size, timeout, body)));
    }

    /** The same, of workers with two collectives. */
    public static <T> List<Throwable> failuresAhead(int size, Duration timeout, AheadBody<T> body) throws Exception {
        return failures(startAll(workersAhead(size, timeout, body)));
    }

    private static <T> List<Throwable> failures(List<Future<T>> workers) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        for (Future<T> worker : workers) {
            try {
                failures.add(new AssertionError("did not fail but returned " + worker.get(60, TimeUnit.SECONDS)));
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        return failures;
    }

    private static <T> List<Callable<T>> workers(int size, Duration timeout, Body<T> body) {
        String job = UUID.randomUUID().toString();
        List<Callable<T>> workers = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            World world = new World(rank, size);
            workers.add(() -> {
                try (Collective collective = join(job, world, timeout, new AtomicLong())) {
                    return body.run(collective);
                }
            });
        }
        return workers;
    }

    private static <T> List<Callable<T>> workersAhead(int size, Duration timeout, AheadBody<T> body) {
        String job = UUID.randomUUID().toString();
        List<Callable<T>> workers = new ArrayList<>();
        for (int rank = 0; rank < size; rank++) {
            World world = new World(rank, size);
            AtomicLong bytesSent = new AtomicLong();
            workers.add(() -> {
                try (Collective collective = join(job, world, timeout, bytesSent);
                        Collective ahead = join(job + "/ahead", world, timeout, bytesSent)) {
                    return body.run(collective, ahead);
                }
            });
        }
        return workers;
    }

    private static Collective join(String job, World world, Duration timeout, AtomicLong bytesSent) {
        Transport transport = InProcessTransport.join(job, world, TIMEOUT);
        return new RingCollective(transport, timeout, bytesSent, MESSAGE_LENGTH);
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
