package org.campanile.spark.collective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.collective.Collective;
import org.campanile.core.sampling.World;
import org.campanile.spark.collective.CollectiveSettings.Links;

/**
 * The workers of a world as threads of this JVM that take themselves for workers of several JVMs, and so talk to one
 * another over TCP on the loopback interface.
 */
final class LoopbackWorkers {
    static final Duration LONG = Duration.ofSeconds(45);

    private final List<String> jvms;
    private final CollectiveSettings settings;
    private final String[] announced;
    private final CyclicBarrier announcement;

    private LoopbackWorkers(List<String> jvms, CollectiveSettings settings) {
        this.jvms = jvms;
        this.settings = settings;
        this.announced = new String[jvms.size()];
        this.announcement = new CyclicBarrier(jvms.size());
    }

    /** @param jvms what the workers take for their JVM, by rank */
    static LoopbackWorkers of(String... jvms) {
        return new LoopbackWorkers(List.of(jvms), settings(LONG));
    }

    /** The same, where every worker has links with all others. */
    static LoopbackWorkers linkedWithAll(Duration timeout, String... jvms) {
        CollectiveSettings ring = settings(timeout);
        return new LoopbackWorkers(
                List.of(jvms), new CollectiveSettings(ring.jobId(), ring.secret(), ring.timeout(), Links.ALL));
    }

    /** Every worker in a JVM of its own. */
    static LoopbackWorkers apart(int size, Duration timeout) {
        List<String> jvms =
                IntStream.range(0, size).mapToObj(rank -> "jvm-" + rank).toList();
        return new LoopbackWorkers(jvms, settings(timeout));
    }

    static CollectiveSettings settings(Duration timeout) {
        return new CollectiveSettings(UUID.randomUUID().toString(), JobSecret.generate(), timeout);
    }

    int size() {
        return jvms.size();
    }

    CollectiveSettings settings() {
        return settings;
    }

    /** Where the workers listened, by rank. */
    List<Endpoint> endpoints() {
        return Stream.of(announced).map(Endpoint::parse).toList();
    }

    Collective join(int rank) {
        return join(rank, settings, endpoints -> {});
    }

    /** @param then runs when all listen and before this worker connects */
    Collective join(int rank, CollectiveSettings ownSettings, Consumer<List<Endpoint>> then) {
        return new Rendezvous(new World(rank, size()), 0, ownSettings).join(jvms.get(rank), "127.0.0.1", own -> {
            announce(rank, own);
            then.accept(endpoints());
            return announced;
        });
    }

    /** Tells the others, and waits until all have told. */
    void announce(int rank, String own) {
        announced[rank] = own;
        try {
            announcement.await(LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("not all workers have come", e);
        }
    }

    /** The results by rank; nobody may fail. */
    <T> List<T> run(Body<T> body) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> worker : start(rank -> {
            try (Collective collective = join(rank)) {
                return body.run(collective);
            }
        })) {
            results.add(worker.get(60, TimeUnit.SECONDS));
        }
        return results;
    }

    /** What each worker ended with, by rank; null for one that did not fail. */
    <T> List<Throwable> failures(Worker<T> worker) throws Exception {
        List<Throwable> failures = new ArrayList<>();
        for (Future<T> started : start(worker)) {
            try {
                started.get(60, TimeUnit.SECONDS);
                failures.add(null);
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        return failures;
    }

    private <T> List<Future<T>> start(Worker<T> worker) {
        ExecutorService threads = Executors.newFixedThreadPool(size());
        try {
            return IntStream.range(0, size())
                    .mapToObj(rank -> threads.submit(() -> worker.run(rank)))
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    /** What a worker does with its collective. */
    interface Body<T> {
        T run(Collective collective) throws Exception;
    }

    /** What a worker does, with or without joining the others. */
    interface Worker<T> {
        T run(int rank) throws Exception;
    }
}
