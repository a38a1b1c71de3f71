package org.campanile.spark.evaluation;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.AlsConfiguration;
import org.campanile.spark.preparation.Locations;

/**
 * Fits the baseline ALS: Spark's alternating least squares with implicit feedback, every positive training interaction
 * counting once.
 */
final class AlsTraining {
    private static final String RATING = "rating";

    private final SparkSession spark;
    private final AlsConfiguration configuration;

    AlsTraining(SparkSession spark, AlsConfiguration configuration) {
        this.spark = spark;
        this.configuration = configuration;
    }

    /**
     * Fits the factors of users and items and stores those of items.
     *
     * @param pairs  columns {@code user} and {@code item}
     * @param folder location that every executor can read
     * @return the files of the item factors, for {@link org.campanile.spark.storage.FactorFile}
     */
    List<String> itemFactors(Dataset<Row> pairs, long seed, String folder) {
        int blocks = spark.sparkContext().defaultParallelism();
        new ALS()
                .setUserCol(UserInteractions.USER)
                .setItemCol(UserInteractions.ITEM)
                .setRatingCol(RATING)
                .setImplicitPrefs(true)
                .setRank(configuration.rank())
                .setMaxIter(configuration.iterations())
                .setRegParam(configuration.lambda())
                .setAlpha(configuration.alpha())
                .setSeed(seed)
                .setNumBlocks(blocks)
                .fit(pairs.distinct().withColumn(RATING, lit(1f)))
                .itemFactors()
                .write()
                .parquet(Locations.isLocal(folder) ? "file://" + folder : folder);
        return Arrays.stream(spark.read().parquet(Locations.pattern(folder)).inputFiles())
                .sorted()
                .toList();
    }
}
