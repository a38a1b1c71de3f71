package org.campanile.serving.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.tracking.RunFolder;
import org.campanile.serving.funnel.SmallModel;

/** Runs of an experiment {@code towers} with bundles of the small model. */
final class SmallRuns {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private SmallRuns() {}

    /** Writes a run below {@code runs} in the folder; the path of it. */
    static Path write(Path folder, int number) throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("runs"), "towers", "run-" + number, CLOCK);
        SmallModel.write(folder, number);
        Files.delete(run.bundle());
        Files.move(folder.resolve("bundle-" + number), run.bundle());
        return run.path();
    }

    /** The version of a run's model. */
    static String version(Path run) {
        return ModelBundle.manifest(new LocalFileStore(RunFolder.open(run).bundle()))
                .version();
    }
}
