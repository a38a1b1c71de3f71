package org.campanile.serving.experiment;

import java.time.Instant;
import java.util.List;

/** Exposures of an experiment named {@code ranker}. */
final class Exposures {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Exposures() {}

    static Exposure of(String user, String arm, Instant time, String... items) {
        return new Exposure(
                "request-" + user, user, time, new Assignment("ranker", arm), "version-" + arm, List.of(items));
    }
}
