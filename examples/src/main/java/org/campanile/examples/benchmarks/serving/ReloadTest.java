package org.campanile.examples.benchmarks.serving;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads two versions in turn, one a second, while requests come as fast as they are answered; ends with status 1 when one
 * fails or an answer mixes two versions. Started by {@code examples/benchmarks/serving/run --reload}.
 */
public final class ReloadTest {
    private static final int REQUESTS = 500;
    private static final long PERIOD = 1_000_000_000L;

    private final URI service;
    private final String token;
    private final RecallRequests requests;
    private final Map<String, List<RecallAnswer>> expected = new HashMap<>();

    private ReloadTest(URI service, String token, int items) {
        this.service = service;
        this.token = token;
        this.requests = new RecallRequests(service, 0, REQUESTS, items);
    }

    /**
     * Arguments: URL of a service on this machine, connections, seconds, items of its catalogue, and the names of two runs,
     * as the service's reload takes them. The environment has the token, {@code CAMPANILE_TOKEN}.
     */
    public static void main(String[] arguments) throws Exception {
        ReloadTest test = new ReloadTest(
                URI.create(arguments[0]), System.getenv("CAMPANILE_TOKEN"), Integer.parseInt(arguments[3]));
        List<String> runs = List.of(arguments[4], arguments[5]);
        test.learn(runs);
        boolean isGood = test.run(runs, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        System.exit(isGood ? 0 : 1);
    }

    /** What each version answers while no other is loaded. */
    private void learn(List<String> runs) throws IOException {
        for (String run : runs) {
            try (Connection connection = new Connection(service)) {
                String version = reload(connection, run);
                List<RecallAnswer> answers = new ArrayList<>();
                for (int place = 0; place < requests.count(); place++) {
                    answers.add(RecallAnswer.of(connection.send(requests.get(place))));
                }
                expected.put(version, answers);
            }
        }
        List<List<RecallAnswer>> versions = List.copyOf(expected.values());
        if (versions.size() < 2) {
            throw new IOException("Both runs are of the version " + expected.keySet() + ": a mix could not be seen.");
        }
        for (int place = 0; place < requests.count(); place++) {
            if (versions.get(0).get(place).hasScoresOf(versions.get(1).get(place))) {
                throw new IOException("Both versions answer request " + place + " alike: a mix could not be seen.");
            }
        }
    }

    private String reload(Connection connection, String run) throws IOException {
        String body = connection.send(RecallRequests.post(
                service, "/admin/reload", "Authorization: Bearer " + token + "\r\n", "{\"run\":\"" + run + "\"}"));
        return RecallAnswer.version(body);
    }

    private boolean run(List<String> runs, int connections, int seconds) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Future<CheckedLoop.Result>> loops = new ArrayList<>();
        List<Long> reloads = new ArrayList<>();
        try {
            for (int number = 0; number < connections; number++) {
                loops.add(threads.submit(new CheckedLoop(
                        service, number * requests.count() / connections, requests, expected, done::get)));
            }
            reloadEachSecond(runs, seconds, reloads);
        } finally {
            done.set(true);
            threads.shutdown();
        }
        CheckedLoop.Result result = CheckedLoop.Result.NONE;
        for (Future<CheckedLoop.Result> loop : loops) {
            result = result.plus(loop.get());
        }
        print(connections, seconds, reloads, result);
        return result.failed() == 0 && result.mixed() == 0 && result.versions().size() == 2;
    }

    /* A reload that takes longer than a second is followed by the next at once. */
    private void reloadEachSecond(List<String> runs, int seconds, List<Long> reloads)
            throws IOException, InterruptedException {
        try (Connection connection = new Connection(service)) {
            long begin = System.nanoTime();
            for (long now = begin; now - begin < seconds * PERIOD; now = System.nanoTime()) {
                reload(connection, runs.get(reloads.size() % runs.size()));
                long took = System.nanoTime() - now;
                reloads.add(took);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, PERIOD - took));
            }
        }
    }

    private static void print(int connections, int seconds, List<Long> reloads, CheckedLoop.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%d connections, %d seconds: %,d requests, %d failed, %d mixed, %d versions; %d reloads, the longest %.2f s%n",
                connections,
                seconds,
                result.requests(),
                result.failed(),
                result.mixed(),
                result.versions().size(),
                reloads.size(),
                reloads.stream().mapToLong(Long::longValue).max().orElse(0) / 1e9);
    }
}
