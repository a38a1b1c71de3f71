package org.campanile.examples.quickstart;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.training.TrainingJob;
import org.campanile.spark.training.TrainingReport;

/** Trains a model from a Java program: read a configuration, hand it to a job on a Spark session. */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Trains on a session that the caller made.
     *
     * @param configuration the YAML file
     * @param output        folder of the runs
     * @param overrides     such as {@code training.epochs=5}
     */
    public static TrainingReport train(SparkSession spark, Path configuration, Path output, List<String> overrides) {
        RunConfiguration read = Configurations.reader().read(configuration, overrides);
        return new TrainingJob(spark, read).output(output).run();
    }

    /** Arguments: the configuration file, then overrides. */
    public static void main(String[] arguments) {
        List<String> overrides = List.of(arguments).subList(1, arguments.length);
        try (SparkSession spark = SparkSession.builder().appName("Quickstart").getOrCreate()) {
            train(spark, Path.of(arguments[0]), Path.of("runs"), overrides)
                    .lines()
                    .forEach(System.out::println);
        }
    }
}
