package org.campanile.spark.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunTracker;
import org.campanile.spark.preparation.PreparationReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of a run beside its bundle. One that cannot be had is no reason to fail a training that is done. */
final class RunArtifacts {
    private static final Logger LOG = LoggerFactory.getLogger(RunArtifacts.class);
    private static final String DATA = "data";

    private RunArtifacts() {}

    /** Copies the report on the prepared data into the run's folder {@code data}. */
    static void copyDataReport(String prepared, RunFolder run, RunTracker tracker) {
        Path target = run.path().resolve(DATA);
        try {
            FileStore dataset = FileStores.open(prepared);
            Files.createDirectories(target);
            for (String file : List.of(PreparationReport.FILE, PreparationReport.PAGE)) {
                if (dataset.exists(file)) {
                    copy(dataset, file, target.resolve(file));
                }
            }
            tracker.artifact(target);
        } catch (IOException e) {
            LOG.warn("The data report of {} could not be copied to {}: {}", prepared, target, e.getMessage());
        }
    }

    private static void copy(FileStore dataset, String file, Path target) throws IOException {
        try (InputStream in = dataset.read(file)) {
            Files.write(target, in.readAllBytes());
        }
    }

    /** Adds the checkpoints that the configuration asks for, of those that are there. */
    static void addCheckpoints(TrackingConfiguration.Checkpoints wanted, RunFolder run, RunTracker tracker) {
        if (wanted == TrackingConfiguration.Checkpoints.NONE) {
            return;
        }
        newest(run.checkpoints()).ifPresent(tracker::artifact);
        if (wanted == TrackingConfiguration.Checkpoints.BEST_AND_LAST) {
            newest(run.checkpoints().resolve(Checkpoints.BEST)).ifPresent(tracker::artifact);
        }
    }

    /** Checkpoints are named after their step, in digits of one length. */
    private static Optional<Path> newest(Path checkpoints) {
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(checkpoints)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("step-"))
                    .max(Comparator.comparing(Path::toString));
        } catch (IOException e) {
            LOG.warn("The checkpoints in {} could not be listed: {}", checkpoints, e.getMessage());
            return Optional.empty();
        }
    }
}
