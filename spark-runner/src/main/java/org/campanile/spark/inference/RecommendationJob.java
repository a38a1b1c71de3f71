package org.campanile.spark.inference;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleManifest;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.spark.TaskFailures;
import org.campanile.spark.evaluation.UserInteractions;
import org.campanile.spark.preparation.Locations;
import org.campanile.spark.preparation.Phases;

/**
 * Writes the best items of all or some users of a trained retrieval model as a Parquet table with the columns {@code user}
 * (string), {@code items} (array of string, best first) and {@code scores} (array of float).
 *
 * <p>What users have interacted with in the prepared data set, in any of its parts, is left out unless
 * {@code evaluation.exclude-seen} is false, and {@code evaluation.candidates} says which items may be recommended.
 */
public final class RecommendationJob {
    /** Columns of a vocabulary file. */
    private static final String VALUE = "value";

    private static final String INDEX = "index";

    private final SparkSession spark;
    private final RunConfiguration configuration;
    private String users = "";
    private ProgressListener listener = ProgressListener.SILENT;

    /** @param configuration the model's, with {@code data.prepared} set */
    public RecommendationJob(SparkSession spark, RunConfiguration configuration) {
        this.spark = spark;
        this.configuration = configuration;
    }

    /** Recommends to some users alone: those whose keys stand in a text file, one a line; all if the location is empty. */
    public RecommendationJob users(String file) {
        users = file;
        return this;
    }

    /** Hears how far the work has come. */
    public RecommendationJob listener(ProgressListener newListener) {
        listener = newListener;
        return this;
    }

    /**
     * Recommends.
     *
     * @param bundle location of the model's bundle, readable from every executor
     * @param k      length of the lists, at least 1
     * @param output location of the table, where nothing must be yet
     * @throws CampanileException when the bundle was trained on another data set, or something stands at the output
     */
    public RecommendationReport run(String bundle, int k, String output) {
        long begin = System.nanoTime();
        requireNothing(output);
        FileStore folder = FileStores.open(bundle);
        BundleManifest manifest = ModelBundle.manifest(folder);
        PreparedDataset dataset =
                PreparedDataset.open(FileStores.open(configuration.data().prepared()));
        manifest.requireData(dataset.manifest().contentHash(), dataset.store().root(), folder.root());
        try (Phases phases = new Phases(spark, listener)) {
            return phases.run("recommendations", () -> write(folder.root(), dataset, k, output, begin));
        } catch (Exception e) {
            throw TaskFailures.explained(e);
        }
    }

    private RecommendationReport write(String bundle, PreparedDataset dataset, int k, String output, long begin) {
        new RecommendAll(spark, k)
                .byBundle(bundle, queries(dataset), configuration.evaluation().candidates())
                .write()
                .parquet(Locations.isLocal(output) ? "file://" + Locations.absolute(output) : output);
        long written = spark.read().parquet(Locations.pattern(output)).count();
        long asked = users.isEmpty() ? written : listed().count();
        return new RecommendationReport(output, k, written, asked, (System.nanoTime() - begin) / 1e9);
    }

    private static void requireNothing(String output) {
        try {
            if (FileStores.open(output).exists("")) {
                throw new CampanileException(
                        "There is something at " + output + " already: name a place where there is nothing.");
            }
        } catch (IOException e) {
            throw new CampanileException(output + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    private Dataset<Row> listed() {
        return spark.read()
                .textFile(Locations.pattern(users))
                .filter("length(value) > 0")
                .distinct()
                .toDF(RecommendAll.USER);
    }

    /** The users with what is known of them. */
    private Dataset<Row> queries(PreparedDataset dataset) {
        String vocabulary = dataset.schema().key(FeatureSide.USER).vocabulary();
        String file = dataset.store().root() + "/"
                + dataset.vocabularyFile(vocabulary).path();
        Dataset<Row> all = spark.read()
                .parquet(Locations.pattern(file))
                .filter(col(INDEX).gt(0))
                .select(col(VALUE).as(RecommendAll.USER), col(INDEX));
        Dataset<Row> chosen = users.isEmpty() ? all : all.join(listed(), RecommendAll.USER);
        Dataset<Row> known =
                new UserInteractions(spark, dataset).known().withColumnRenamed(UserInteractions.USER, INDEX);
        Column seen = configuration.evaluation().excludeSeen() ? col(UserInteractions.SEEN) : lit(null);
        return chosen.join(known, chosen.col(INDEX).equalTo(known.col(INDEX)), "left")
                .select(
                        col(RecommendAll.USER),
                        seen.cast("array<int>").as(RecommendAll.SEEN_INDICES),
                        col(UserInteractions.HISTORY).as(RecommendAll.HISTORY_INDICES));
    }
}
