package org.campanile.examples.benchmarks.serving;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** Recall requests on one connection for a given time. */
final class RequestLoop implements Callable<long[]> {
    private static final int REQUESTS = 1_000;

    private final URI service;
    private final long nanoseconds;
    private final RecallRequests requests;

    /** @param connection number of the connection, on which the requests depend */
    RequestLoop(URI service, int connection, long nanoseconds, int items) {
        this.service = service;
        this.nanoseconds = nanoseconds;
        this.requests = new RecallRequests(service, connection, REQUESTS, items);
    }

    /** Latencies in nanoseconds. */
    @Override
    public long[] call() throws IOException {
        long[] latencies = new long[1 << 12];
        int count = 0;
        try (Connection connection = new Connection(service)) {
            long end = System.nanoTime() + nanoseconds;
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                connection.send(requests.get(count));
                if (count == latencies.length) {
                    latencies = Arrays.copyOf(latencies, 2 * count);
                }
                latencies[count++] = System.nanoTime() - start;
            }
        }
        return Arrays.copyOf(latencies, count);
    }
}
