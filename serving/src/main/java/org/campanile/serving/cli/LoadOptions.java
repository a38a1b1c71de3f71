package org.campanile.serving.cli;

import java.time.Duration;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.BatchSettings;
import picocli.CommandLine.Option;

/** How much the service works on at a time. */
final class LoadOptions {
    /** Places of the queue, which are there whether queries wait or not. */
    private static final long MOST_WAITING = 1 << 20;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "64",
            description = "Requests that are worked on at a time; one more is answered 503 with Retry-After (default:"
                    + " ${DEFAULT-VALUE}).")
    private int requests;

    @Option(
            names = "--timeout",
            paramLabel = "MS",
            defaultValue = "1000",
            description =
                    "Milliseconds after which a request is given up and answered 503 (default: ${DEFAULT-VALUE}).")
    private long timeout;

    @Option(
            names = "--draining",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Longest wait for requests in flight when the service ends (default: ${DEFAULT-VALUE}).")
    private long draining;

    @Option(
            names = "--search-threads",
            paramLabel = "N",
            description = "Threads that search the index, each a batch at a time (default: one for every two"
                    + " processors; the others read requests and write answers).")
    private int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description =
                    "Queries that arrive together and are searched together, at most; with a graph each is searched by"
                            + " itself (default: ${DEFAULT-VALUE}).")
    private int batch;

    int requests() {
        return requests;
    }

    Duration timeout() {
        return Duration.ofMillis(timeout);
    }

    Duration draining() {
        return Duration.ofSeconds(draining);
    }

    /** @param users most queries of one request */
    BatchSettings batches(int users) {
        // What admission lets in finds a place in the queue.
        long waiting = Math.max(requests, 1L) * users;
        if (waiting > MOST_WAITING) {
            throw new CampanileException("--requests is " + requests + " and --max-users " + users + ", so that "
                    + waiting + " queries could wait; allowed: at most " + MOST_WAITING + ".");
        }
        return new BatchSettings(threads, batch, (int) waiting);
    }
}
