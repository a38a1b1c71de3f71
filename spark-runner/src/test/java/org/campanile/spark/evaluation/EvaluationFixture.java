package org.campanile.spark.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.PreparationFixture;
import org.campanile.spark.preparation.PreparationJob;

/** A small Spark, prepared data and the bundle of an untrained model: its metrics are poor, but as good as any to sum. */
public final class EvaluationFixture {
    private final RunConfiguration configuration;
    private final PreparedDataset dataset;
    private final String bundle;

    private EvaluationFixture(RunConfiguration configuration, PreparedDataset dataset, String bundle) {
        this.configuration = configuration;
        this.dataset = dataset;
        this.bundle = bundle;
    }

    /** The session of this JVM, as preparation's tests have it. */
    public static SparkSession spark() {
        return PreparationFixture.spark();
    }

    public static RunConfiguration configuration(Path prepared, String data, String model, String evaluation) {
        return Configurations.reader().parse("""
                        name: test
                        data: {prepared: "%s", %s}
                        model: {%s}
                        evaluation: {%s}
                        """.formatted(prepared, data, model, evaluation), "the test", List.of());
    }

    /** Prepares the data and writes an untrained model's bundle beside them. */
    public static EvaluationFixture create(Path folder, String data, String model, String evaluation) {
        RunConfiguration configuration = configuration(folder.resolve("prepared"), data, model, evaluation);
        String prepared = new PreparationJob(spark(), configuration).run().folder();
        PreparedDataset dataset = PreparedDataset.open(FileStores.open(prepared));
        return untrained(configuration, dataset, folder.resolve("bundle").toString());
    }

    /** An untrained model of another configuration on the same data. */
    public EvaluationFixture with(RunConfiguration other, Path bundle) {
        return untrained(other, dataset, bundle.toString());
    }

    private static EvaluationFixture untrained(RunConfiguration configuration, PreparedDataset dataset, String bundle) {
        ModelContext context = ModelContext.of(configuration, dataset.schema(), dataset, 1);
        try (RecommenderModel untrained =
                ModelFactories.of(configuration.model().type()).create(context)) {
            BundleDescription description = new BundleDescription(configuration, Map.of(), Map.of());
            ModelBundle.write(FileStores.open(bundle), description, untrained, dataset);
        }
        return new EvaluationFixture(configuration, dataset, bundle);
    }

    public RunConfiguration configuration() {
        return configuration;
    }

    public PreparedDataset dataset() {
        return dataset;
    }

    public String bundle() {
        return bundle;
    }
}
