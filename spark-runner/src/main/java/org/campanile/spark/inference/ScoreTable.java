package org.campanile.spark.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleManifest;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.preparation.Configurations;

/**
 * Scores the rows of a table by a ranking model: any table that has the raw columns of the model's data set, in any order,
 * beside others. Raw values are transformed by the code and the vocabularies that training used, which the bundle carries;
 * what training did not know is the unknown value.
 *
 * <pre>{@code
 * Dataset<Row> scored = new ScoreTable(spark, bundle).score(spark.read().parquet("impressions"));
 * }</pre>
 *
 * <p>The work is done by tasks over the table's partitions, each with a model of its own; those of an executor share the
 * embedding tables. Used by one thread.
 */
public final class ScoreTable {
    /**
     * The column that is added, FLOAT: the predicted probability, or what {@link org.campanile.core.model.RankingTasks} makes
     * of other predictions. With several tasks, and of classes, a column {@code score_LABEL} for each task follows.
     */
    public static final String SCORE = "score";

    private final SparkSession spark;
    private final String bundle;

    /** @param bundle location of the bundle's folder, readable from every executor */
    public ScoreTable(SparkSession spark, String bundle) {
        this.spark = spark;
        this.bundle = bundle;
    }

    /**
     * The table with the column {@link #SCORE}, and those of the tasks. Nothing is read before Spark runs it.
     *
     * @throws CampanileException when the bundle's model ranks nothing, or the table lacks a raw column or has one of
     *     the columns that are added already
     */
    public Dataset<Row> score(Dataset<Row> table) {
        BundleManifest manifest = ModelBundle.manifest(FileStores.open(bundle));
        requireRanking(manifest);
        ScoreColumns added = new ScoreColumns(tasks(manifest));
        requireColumns(manifest, table, added);
        StructType columns = added.addedTo(table.schema());
        JavaRDD<Row> scored = table.toJavaRDD().mapPartitions(new ScoreRows(bundle));
        return spark.createDataFrame(scored, columns);
    }

    private void requireRanking(BundleManifest manifest) {
        if (ModelFactories.of(manifest.modelType()).family() != ModelFamily.RANKING) {
            throw new CampanileException("The model in " + bundle + " is a " + manifest.modelType()
                    + ", which recommends items to users: only ranking models score rows.");
        }
    }

    private List<TaskConfiguration> tasks(BundleManifest manifest) {
        RunConfiguration trained = Configurations.reader().parse(manifest.configuration(), bundle, List.of());
        return RankingOptions.tasksOf(trained.model().options());
    }

    private void requireColumns(BundleManifest manifest, Dataset<Row> table, ScoreColumns added) {
        List<String> present = Arrays.asList(table.columns());
        for (String column : added.names()) {
            if (present.contains(column)) {
                throw new CampanileException("The table has a column " + column + " already: rename or drop it.");
            }
        }
        PreparedDataset data = ModelBundle.entities(FileStores.open(bundle));
        List<String> missing =
                new ArrayList<>(data.transform().inputs(manifest.schema().rowFeatures()));
        missing.removeAll(present);
        if (!missing.isEmpty()) {
            throw new CampanileException("The table lacks the columns " + missing + " of which the model in " + bundle
                    + " makes its features; it has " + present + ".");
        }
    }
}
