package org.campanile.examples.benchmarks.workload;

import java.util.List;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's ALS models with given factors. They have no public constructor, so the factors are stored in the format in
 * which Spark saves such a model, and loaded.
 */
final class AlsModels {
    private AlsModels() {}

    /** Where a stored model has its item factors. */
    static String itemFactors(String folder) {
        return folder + "/itemFactors";
    }

    /**
     * Stores the factors under {@code folder} and loads them as a model.
     *
     * @param users {@code id}, {@code features}; items alike
     */
    static ALSModel of(SparkSession spark, Dataset<Row> users, Dataset<Row> items, int rank, String folder) {
        String metadata = "{\"class\":\"%s\",\"timestamp\":0,\"sparkVersion\":\"%s\",\"uid\":\"als\",\"paramMap\":{},"
                        .formatted(ALSModel.class.getName(), spark.version())
                + "\"defaultParamMap\":{\"blockSize\":4096,\"coldStartStrategy\":\"nan\",\"userCol\":\"user\","
                + "\"itemCol\":\"item\",\"predictionCol\":\"prediction\"},\"rank\":" + rank + "}";
        spark.createDataset(List.of(metadata), Encoders.STRING())
                .coalesce(1)
                .write()
                .mode("overwrite")
                .text(folder + "/metadata");
        users.write().mode("overwrite").parquet(folder + "/userFactors");
        items.write().mode("overwrite").parquet(itemFactors(folder));
        return ALSModel.load(folder);
    }
}
