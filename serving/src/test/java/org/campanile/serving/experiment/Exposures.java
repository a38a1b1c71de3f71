package org.campanile.serving.experiment;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Exposures of an experiment named {@code ranker}, by default with half of the users in arm a and b each. */
final class Exposures {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final ArmShares HALVES = new ArmShares(Map.of("a", .5, "b", .5));

    private Exposures() {}

    static Exposure of(String user, String arm, Instant time, String... items) {
        return of(user, arm, HALVES, time, items);
    }

    static Exposure of(String user, String arm, ArmShares shares, Instant time, String... items) {
        return new Exposure(
                "request-" + user, user, time, new Assignment("ranker", arm), shares, "version-" + arm, List.of(items));
    }
}
