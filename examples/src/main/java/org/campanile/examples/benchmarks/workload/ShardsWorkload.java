package org.campanile.examples.benchmarks.workload;

import org.apache.spark.sql.SparkSession;

/**
 * A DLRM trained by one worker on Spark from Parquet shards, in samples per second: preparation if the shards are absent,
 * then two epochs, of whose rounds the second half counts. Arguments: rows, prepared, batch, threads.
 */
final class ShardsWorkload implements Workload {
    @Override
    public Measurement measure(WorkloadArguments arguments) {
        try (SparkSession spark = LocalSpark.open(arguments.count("threads"))) {
            RoundSpeeds speeds = TrainingRun.measure(spark, ShardedDlrm.configuration(arguments));
            return Measurement.of(speeds.steady()).with("rounds", speeds.rounds());
        }
    }
}
