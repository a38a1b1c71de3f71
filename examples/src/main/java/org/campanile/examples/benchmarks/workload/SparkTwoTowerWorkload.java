package org.campanile.examples.benchmarks.workload;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;

/**
 * A two-tower model on ids trained by workers on Spark, in pairs of user and item per second, of which a sample has two:
 * the item and a negative. Arguments: rows (of each table), ratings, workers, folder.
 */
final class SparkTwoTowerWorkload implements Workload {
    private static final int PAIRS_PER_SAMPLE = 2;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        Path folder = Path.of(arguments.text("folder"));
        new SkewedRatings(arguments.count("rows"), arguments.count("ratings")).writeTo(folder);
        RunConfiguration configuration = EngineModels.configuration(
                "two-tower-ids.yaml",
                List.of(
                        "data.path=" + folder,
                        "data.prepared=" + folder.resolve("prepared"),
                        "cluster.workers=" + arguments.count("workers")));
        try (SparkSession spark = LocalSpark.open(arguments.count("workers"))) {
            RoundSpeeds speeds = TrainingRun.measure(spark, configuration);
            return Measurement.of(PAIRS_PER_SAMPLE * speeds.steady()).with("rounds", speeds.rounds());
        }
    }
}
