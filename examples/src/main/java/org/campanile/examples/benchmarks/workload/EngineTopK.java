package org.campanile.examples.benchmarks.workload;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;

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
    @SuppressWarnings("DoNotCallSuggester") // until it finds them
    static Dataset<Row> recommend(SparkSession spark, Dataset<Row> users, String items, int k) {
        throw new CampanileException("NOT YET: the engine has no top-" + k + " for all users on Spark.");
    }
}
