package org.campanile.examples.benchmarks.serving;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Recall requests on one connection, whose answers are compared with what the version that they name answered before. */
final class CheckedLoop implements Callable<CheckedLoop.Result> {
    private final URI service;
    private final int first;
    private final RecallRequests requests;
    private final Map<String, List<RecallAnswer>> expected;
    private final BooleanSupplier done;

    /**
     * What came back.
     *
     * @param requests that were sent
     * @param failed   without an answer of status 200
     * @param mixed    whose scores are not those of the version that they name
     * @param versions that were named
     */
    record Result(long requests, long failed, long mixed, Set<String> versions) {
        static final Result NONE = new Result(0, 0, 0, Set.of());

        Result {
            versions = Set.copyOf(versions);
        }

        Result plus(Result other) {
            Set<String> all = new TreeSet<>(versions);
            all.addAll(other.versions);
            return new Result(requests + other.requests, failed + other.failed, mixed + other.mixed, all);
        }
    }

    /**
     * @param first    place of the first request
     * @param expected the answers to all requests, by version
     * @param done     whether to end
     */
    CheckedLoop(
            URI service,
            int first,
            RecallRequests requests,
            Map<String, List<RecallAnswer>> expected,
            BooleanSupplier done) {
        this.service = service;
        this.first = first;
        this.requests = requests;
        this.expected = expected;
        this.done = done;
    }

    /** Goes on with a new connection where one breaks. */
    @Override
    public Result call() {
        Result result = Result.NONE;
        int place = first;
        while (!done.getAsBoolean()) {
            try (Connection connection = new Connection(service)) {
                while (!done.getAsBoolean()) {
                    RecallAnswer answer = RecallAnswer.of(connection.send(requests.get(place)));
                    result = result.plus(new Result(1, 0, isMixed(answer, place) ? 1 : 0, Set.of(answer.version())));
                    place++;
                }
            } catch (IOException e) {
                System.out.println("failed: " + e.getMessage());
                result = result.plus(new Result(1, 1, 0, Set.of()));
                place++;
            }
        }
        return result;
    }

    private boolean isMixed(RecallAnswer answer, int place) {
        List<RecallAnswer> ofVersion = expected.get(answer.version());
        return ofVersion == null || !answer.hasScoresOf(ofVersion.get(place % requests.count()));
    }
}
