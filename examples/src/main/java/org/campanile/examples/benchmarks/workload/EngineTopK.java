package org.campanile.examples.benchmarks.workload;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.spark.inference.RecommendAll;

/** The one place that knows the engine's top-k for all users. */
final class EngineTopK {
    private EngineTopK() {}

    /**
     * Finds the best {@code k} items of every user.
     *
     * @param users columns {@code id} and {@code features}
     * @param items folder of Parquet files with the same columns
     * @return one row per user, computed when asked for
     */
    static Dataset<Row> recommend(SparkSession spark, Dataset<Row> users, String items, int k) {
        return new RecommendAll(spark, k).byFactors(users, items).toDF();
    }
}
