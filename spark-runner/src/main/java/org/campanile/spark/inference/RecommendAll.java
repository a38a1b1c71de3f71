package org.campanile.spark.inference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.config.CandidatesConfiguration;
import org.campanile.spark.preparation.Locations;
import org.campanile.spark.storage.FactorFile;
import org.campanile.spark.storage.HadoopConfigurations;

/**
 * The best items of every user, exactly, distributed over users: each task scores all items for its users by matrix
 * products (see {@link org.campanile.core.evaluation.TopItemSearch}).
 *
 * <p>Tasks read the items from where they are stored, once per executor; neither items nor results pass through the
 * driver. What is returned is evaluated when Spark needs it. Best first; of equal scores the lower id, or the more
 * frequent item, first. Lists are shorter where there are not enough items.
 */
public final class RecommendAll {
    static final String USER = "user";
    static final String SEEN_INDICES = "seenIndices";
    static final String HISTORY_INDICES = "historyIndices";

    private static final String SEEN = "seen";
    private static final String HISTORY = "history";

    /** Several per core, so that a slow core takes fewer of them. */
    private static final int FACTOR_TASKS_PER_CORE = 4;

    private final SparkSession spark;
    private final int k;

    /** @param k length of the lists, at least 1 */
    public RecommendAll(SparkSession spark, int k) {
        this.spark = spark;
        this.k = Check.positive(k, "k");
    }

    /**
     * Recommends by tables of factors, such as those of Spark's ALS. A score is the dot product of two vectors.
     *
     * @param users       columns {@code id} (int) and {@code features} (array of float), and if there are items to leave
     *                    out {@code seen} (array of int, null for none)
     * @param itemFactors folder of Parquet files with the columns {@code id} and {@code features}, readable from every
     *                    executor
     * @return one row per user: its id (int), {@code items} (array of int) and {@code scores} (array of float)
     * @throws CampanileException when the item factors cannot be read; the job fails with one when vectors do not fit
     */
    public Dataset<FactorRecommendations> byFactors(Dataset<Row> users, String itemFactors) {
        List<String> files = Arrays.stream(
                        spark.read().parquet(Locations.pattern(itemFactors)).inputFiles())
                .sorted()
                .toList();
        return users.select(col(FactorFile.ID), col(FactorFile.FEATURES), given(users, SEEN, "array<int>"))
                .repartition(FACTOR_TASKS_PER_CORE * spark.sparkContext().defaultParallelism(), col(FactorFile.ID))
                .as(Encoders.bean(FactorUser.class))
                .mapPartitions(
                        new RecommendByFactors(files, version(files), k), Encoders.bean(FactorRecommendations.class));
    }

    /**
     * Recommends by a retrieval model.
     *
     * @param bundle location of the model's bundle, readable from every executor
     * @param users  the column "user" (string), keys as in the raw data, and if there are items to leave out
     *               {@code seen} (array of string, null for none), their keys; for models that make vectors of what users
     *               took before {@code history} (array of string, null for none), the newest last; instead of keys, items
     *               may be given by their indices in the data set that the model was trained on, as {@code seenIndices} and
     *               {@code historyIndices} (array of int); users whom the model does not know get no row
     * @return one row per known user: its key (string), {@code items} (array of string) and {@code scores} (array of
     *     float)
     */
    public Dataset<BundleRecommendations> byBundle(String bundle, Dataset<Row> users) {
        return byBundle(bundle, users, new CandidatesConfiguration("", List.of()));
    }

    /** The same with those items alone that a column of the items allows. */
    public Dataset<BundleRecommendations> byBundle(
            String bundle, Dataset<Row> users, CandidatesConfiguration candidates) {
        return users.select(
                        col(USER),
                        given(users, SEEN, "array<string>"),
                        given(users, HISTORY, "array<string>"),
                        given(users, SEEN_INDICES, "array<int>"),
                        given(users, HISTORY_INDICES, "array<int>"))
                .repartition(spark.sparkContext().defaultParallelism(), col(USER))
                .as(Encoders.bean(BundleUser.class))
                .mapPartitions(
                        new RecommendByBundle(bundle, candidates, k), Encoders.bean(BundleRecommendations.class));
    }

    /** A column of the users, or one of nulls. */
    private static Column given(Dataset<Row> users, String name, String type) {
        boolean isThere = Arrays.asList(users.columns()).contains(name);
        return (isThere ? col(name) : lit(null).cast(type)).as(name);
    }

    /** Names, lengths and times of files. */
    private static String version(List<String> files) {
        List<String> states = new ArrayList<>();
        try {
            for (String file : files) {
                Path path = new Path(URI.create(file));
                FileStatus status =
                        path.getFileSystem(HadoopConfigurations.current()).getFileStatus(path);
                states.add(file + " " + status.getLen() + " " + status.getModificationTime());
            }
        } catch (IOException e) {
            throw new CampanileException("The item factors cannot be read: " + e.getMessage(), e);
        }
        return String.join(",", states);
    }
}
