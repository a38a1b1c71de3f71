package org.campanile.core.tracking;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * One run in a list of runs.
 *
 * @param folder  the run folder
 * @param status  {@link RunStatus#KILLED} when the run's process went away without an end
 * @param metrics its final metrics without slices; empty before the end
 */
public record RunSummary(
        Path folder, String experiment, String name, Instant started, RunStatus status, Map<String, Double> metrics) {

    public RunSummary {
        metrics = Ordered.copyOf(metrics);
    }
}
