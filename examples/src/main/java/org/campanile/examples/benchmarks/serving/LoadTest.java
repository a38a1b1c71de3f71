package org.campanile.examples.benchmarks.serving;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop: on each connection a request is sent as soon as the answer to the one before is whole. Started by
 * {@code examples/benchmarks/serving/run}.
 */
public final class LoadTest {
    private LoadTest() {}

    /** Arguments: URL of a service on this machine, connections, seconds, items of its catalogue. */
    public static void main(String[] arguments) throws Exception {
        URI service = URI.create(arguments[0]);
        int connections = Integer.parseInt(arguments[1]);
        long nanoseconds = Long.parseLong(arguments[2]) * 1_000_000_000L;
        int items = Integer.parseInt(arguments[3]);
        measure(service, connections, nanoseconds, items);
        print(connections, nanoseconds, measure(service, connections, nanoseconds, items));
    }

    /** Latencies of all requests in nanoseconds, ascending. */
    private static long[] measure(URI service, int connections, long nanoseconds, int items) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<long[]>> loops = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                loops.add(new RequestLoop(service, connection, nanoseconds, items));
            }
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> loop : threads.invokeAll(loops)) {
                latencies.add(loop.get());
            }
            return latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } finally {
            threads.shutdown();
        }
    }

    private static void print(int connections, long nanoseconds, long[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%2d connections  %8.0f requests/s  p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  greatest %7.2f ms%n",
                connections,
                sorted.length * 1e9 / nanoseconds,
                quantile(sorted, .5),
                quantile(sorted, .95),
                quantile(sorted, .99),
                quantile(sorted, 1));
    }

    /* In milliseconds: the least latency that at least this share of the requests does not exceed. */
    private static double quantile(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }
}
