package org.campanile.spark.training;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.math.BlasCheck;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunGuard;
import org.campanile.core.tracking.RunSource;
import org.campanile.core.tracking.RunTracker;
import org.campanile.core.tracking.RunTrackers;
import org.campanile.spark.JobDescription;
import org.campanile.spark.preparation.PreparationJob;

/**
 * Trains a model on Spark: prepares the data if needed, runs one barrier stage of workers, evaluates the bundle they
 * leave, and records the run.
 *
 * <pre>{@code
 * TrainingReport report = new TrainingJob(spark, configuration).output(Path.of("runs")).run();
 * report.lines().forEach(System.out::println);
 * }</pre>
 *
 * <p>A job is used once, by one thread. The run folder must be on storage that every executor shares.
 */
public final class TrainingJob {
    private final SparkSession spark;
    private final RunConfiguration configuration;
    private Path output = Path.of("runs");
    private ProgressListener listener = ProgressListener.SILENT;
    private RunSource source = new RunSource("TrainingJob", Path.of(""));
    private Optional<RunFolder> parent = Optional.empty();

    public TrainingJob(SparkSession spark, RunConfiguration configuration) {
        this.spark = spark;
        this.configuration = configuration;
    }

    /** The folder under which the run folder is created; {@code runs} in the current folder unless set. */
    public TrainingJob output(Path folder) {
        this.output = folder;
        return this;
    }

    /** Who hears of progress. */
    public TrainingJob listener(ProgressListener progress) {
        this.listener = progress;
        return this;
    }

    /** What the run is said to have been started by; a {@code TrainingJob} in the current folder unless set. */
    public TrainingJob source(RunSource runSource) {
        this.source = runSource;
        return this;
    }

    /** Makes the run one of those that belong to another run, beside which its folder is created. */
    public TrainingJob partOf(RunFolder run) {
        this.parent = Optional.of(run);
        return this;
    }

    /**
     * Trains in a new run folder.
     *
     * @throws CampanileException when configuration, data or training do not allow a result; the run is then recorded
     *     as failed, with its last good checkpoint
     */
    public TrainingReport run() {
        check();
        return run(newFolder());
    }

    private RunFolder newFolder() {
        Clock clock = Clock.system(ZoneId.systemDefault());
        return parent.map(run -> run.createNested(configuration.name(), clock))
                .orElseGet(() -> RunFolder.create(output, configuration.experiment(), configuration.name(), clock));
    }

    /** Continues the newest unfinished run of this experiment and name from its last checkpoint. */
    public TrainingReport resume() {
        check();
        return run(FinishedRuns.newestUnfinished(output, configuration));
    }

    /** What would otherwise show only later, or only as slowness. */
    private void check() {
        RunTrackers.check(configuration.tracking(), configuration.experiment());
        ModelFit.check(configuration);
        ClusterSlots.check(spark.sparkContext().conf(), configuration.cluster());
        BlasCheck.ofThisProcess();
    }

    private TrainingReport run(RunFolder run) {
        run.writeConfiguration(ConfigurationWriter.toYaml(configuration));
        try (RunTracker tracker = RunTrackers.open(configuration.tracking(), run, listener);
                RunGuard guard = RunGuard.over(tracker)) {
            tracker.tags(source.tags());
            return guard.watch(() -> run(run, tracker));
        }
    }

    private TrainingReport run(RunFolder run, RunTracker tracker) {
        String prepared = new PreparationJob(spark, configuration)
                .listener(listener)
                .run()
                .folder();
        RunConfiguration resolved = configuration.preparedIn(prepared);
        run.writeConfiguration(ConfigurationWriter.toYaml(resolved));
        tracker.parameters(ConfigurationWriter.flatten(resolved));
        PreparedDataset data = PreparedDataset.open(FileStores.open(prepared));
        tracker.provenance(Provenance.of(resolved, data.manifest(), prepared));
        if (ModelFactories.of(resolved.model().type()).family() == ModelFamily.RANKING) {
            SampleChecks checks = new SampleChecks(
                    spark, data, RankingOptions.tasksOf(resolved.model().options()));
            JobDescription.during(spark.sparkContext(), "Campanile: checking samples", checks::check);
        }

        BarrierTraining training =
                new BarrierTraining(JavaSparkContext.fromSparkContext(spark.sparkContext()), resolved, run);
        RunRecorder recorder = new RunRecorder(resolved, run, tracker, listener, training::cancel);
        try {
            training.train(recorder);
        } finally {
            listener.end();
        }
        return new Conclusion(spark, resolved, run, tracker, listener).conclude(recorder);
    }
}
