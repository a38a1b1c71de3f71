package org.campanile.examples.benchmarks.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.training.TrainingJob;

/** A training as {@code ./campanile train} does it, up to its evaluation; its run folder is removed again. */
final class TrainingRun {
    private TrainingRun() {}

    static RoundSpeeds measure(SparkSession spark, RunConfiguration configuration) {
        RoundSpeeds speeds = new RoundSpeeds();
        try {
            Path folder = Files.createTempDirectory("campanile-benchmark");
            try {
                new TrainingJob(spark, configuration)
                        .output(folder)
                        .listener(speeds)
                        .run();
            } catch (RoundSpeeds.TrainingEnded expected) {
                // What comes after training is not measured.
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return speeds;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
