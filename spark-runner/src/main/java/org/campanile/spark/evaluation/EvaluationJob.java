package org.campanile.spark.evaluation;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleManifest;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.spark.TaskFailures;
import org.campanile.spark.preparation.Phases;
import org.campanile.spark.preparation.PreparationJob;

/**
 * Evaluates a model bundle on a part of the prepared data set: retrieval models by exact full ranking, distributed over
 * users; ranking models by their predictions, distributed over samples. Each task loads the bundle from its location and
 * uses one thread; only sums of metrics come back to the driver.
 */
public final class EvaluationJob {
    private final SparkSession spark;
    private final RunConfiguration configuration;
    private EvaluationConfiguration evaluation;
    private String dataset = "";
    private ProgressListener listener = ProgressListener.SILENT;

    /** @param configuration says where the prepared data set is and what to measure */
    public EvaluationJob(SparkSession spark, RunConfiguration configuration) {
        this.spark = spark;
        this.configuration = configuration;
        this.evaluation = configuration.evaluation();
    }

    /** Measures the model alone: no baselines, slices, samples and intervals. */
    public EvaluationJob modelAlone() {
        evaluation = evaluation.ofModelAlone();
        return this;
    }

    /** The location of the prepared data set, for callers who know it; otherwise the configuration tells. */
    public EvaluationJob dataset(String location) {
        dataset = location;
        return this;
    }

    /** Hears how far the evaluation has come. */
    public EvaluationJob listener(ProgressListener newListener) {
        listener = newListener;
        return this;
    }

    /**
     * Evaluates a bundle.
     *
     * @param bundle location of the bundle's folder, readable from every executor
     * @throws CampanileException when the bundle was trained on another data set, or the part has nothing to evaluate
     */
    public EvaluationReport run(String bundle, Split split) {
        FileStore folder = FileStores.open(bundle);
        BundleManifest manifest = ModelBundle.manifest(folder);
        PreparedDataset prepared = PreparedDataset.open(FileStores.open(datasetLocation()));
        requireSamples(prepared, split);
        manifest.requireData(prepared.manifest().contentHash(), prepared.store().root(), folder.root());
        try (Phases phases = new Phases(spark, listener)) {
            return phases.run("evaluation", () -> evaluate(manifest, prepared, folder.root(), split));
        } catch (Exception e) {
            throw TaskFailures.explained(e);
        }
    }

    private EvaluationReport evaluate(BundleManifest manifest, PreparedDataset prepared, String bundle, Split split) {
        return switch (ModelFactories.of(manifest.modelType()).family()) {
            case RETRIEVAL ->
                new RetrievalEvaluation(spark, evaluation, configuration.seed(), prepared).run(bundle, split);
            case RANKING -> new PredictionEvaluation(spark, evaluation, prepared).run(bundle, split);
        };
    }

    private String datasetLocation() {
        if (!dataset.isBlank()) {
            return dataset;
        }
        String prepared = configuration.data().prepared();
        return prepared.isBlank()
                ? new PreparationJob(spark, configuration).run().folder()
                : prepared;
    }

    private static void requireSamples(PreparedDataset dataset, Split split) {
        if (split == Split.HISTORY) {
            throw new CampanileException("The part history is what is known of held-out users and is never evaluated:"
                    + " choose test or validation.");
        }
        if (dataset.samples(split) == 0) {
            throw new CampanileException("The data set in " + dataset.store().root() + " has no " + split.folder()
                    + " samples to evaluate on: choose another data.split and prepare it again.");
        }
    }
}
