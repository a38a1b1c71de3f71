package org.campanile.spark.training;

import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.MetricPoint;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunGuard;
import org.campanile.core.tracking.RunSource;
import org.campanile.core.tracking.RunTracker;
import org.campanile.core.tracking.RunTrackers;
import org.campanile.spark.evaluation.EvaluationJob;
import org.campanile.spark.evaluation.EvaluationReport;
import org.campanile.spark.preparation.PreparationJob;

/** Evaluates the bundle of an earlier run once more, and records that as a run which belongs to the earlier one. */
public final class EvaluationRun {
    private static final String NAME = "-evaluation";

    private final SparkSession spark;
    private final RunConfiguration configuration;
    private final RunFolder trained;
    private final RunSource source;
    private final ProgressListener listener;

    /**
     * @param configuration that of the earlier run, or one that says to measure something else
     * @param trained       the earlier run
     */
    public EvaluationRun(
            SparkSession spark,
            RunConfiguration configuration,
            RunFolder trained,
            RunSource source,
            ProgressListener listener) {
        this.spark = spark;
        this.configuration = configuration;
        this.trained = trained;
        this.source = source;
        this.listener = listener;
    }

    /**
     * Evaluates on one part of the data.
     *
     * @throws CampanileException when the bundle was trained on another data set, or the part has nothing to evaluate
     */
    public EvaluationReport run(Split split) {
        RunTrackers.check(configuration.tracking(), configuration.experiment());
        RunFolder run = trained.createNested(trained.name() + NAME, Clock.system(ZoneId.systemDefault()));
        run.writeConfiguration(ConfigurationWriter.toYaml(configuration));
        try (RunTracker tracker = RunTrackers.open(configuration.tracking(), run, listener);
                RunGuard guard = RunGuard.over(tracker)) {
            tracker.tags(source.tags());
            return guard.watch(() -> evaluate(run, tracker, split));
        }
    }

    private EvaluationReport evaluate(RunFolder run, RunTracker tracker, Split split) {
        String prepared = configuration.data().prepared().isBlank()
                ? new PreparationJob(spark, configuration)
                        .listener(listener)
                        .run()
                        .folder()
                : configuration.data().prepared();
        tracker.parameters(ConfigurationWriter.flatten(configuration.preparedIn(prepared)));
        PreparedDataset data = PreparedDataset.open(FileStores.open(prepared));
        tracker.provenance(Provenance.of(configuration, data.manifest(), prepared));
        EvaluationReport report = new EvaluationJob(spark, configuration)
                .dataset(prepared)
                .listener(listener)
                .run(trained.bundle().toUri().toString(), split);
        MeasuredParts measured = new MeasuredParts();
        measured.add(report);
        tracker.metrics(MetricPoint.of(measured.metrics(), 0, System.currentTimeMillis()));
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("run", run.path().toString());
        paths.put("bundle", trained.bundle().toString());
        tracker.result(measured.result(0, paths));
        return report;
    }
}
