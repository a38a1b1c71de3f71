package org.campanile.spark.training;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ClusterConfiguration;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.Sweep;
import org.campanile.core.tracking.MetricPoint;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunGuard;
import org.campanile.core.tracking.RunResult;
import org.campanile.core.tracking.RunSource;
import org.campanile.core.tracking.RunTracker;
import org.campanile.core.tracking.RunTrackers;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.PreparationJob;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a configuration once for each combination of values that a sweep tries, one after the other or several at once:
 * each a run of its own that belongs to the sweep's run, which tells the best. A job is used once, by one thread.
 */
public final class SweepJob {
    private static final Logger LOG = LoggerFactory.getLogger(SweepJob.class);

    private final SparkSession spark;
    private final Path configuration;
    private final List<String> overrides;
    private final Sweep sweep;
    private Path output = Path.of("runs");
    private ProgressListener listener = ProgressListener.SILENT;
    private RunSource source = new RunSource("SweepJob", Path.of(""));

    /**
     * @param configuration the file that the trials have in common
     * @param overrides     what replaces values of that file in all trials, such as {@code training.epochs=5}
     */
    public SweepJob(SparkSession spark, Path configuration, List<String> overrides, Sweep sweep) {
        this.spark = spark;
        this.configuration = configuration;
        this.overrides = List.copyOf(overrides);
        this.sweep = sweep;
    }

    /** The folder under which run folders are created; {@code runs} in the current folder unless set. */
    public SweepJob output(Path folder) {
        this.output = folder;
        return this;
    }

    /** Who hears of progress. */
    public SweepJob listener(ProgressListener progress) {
        this.listener = progress;
        return this;
    }

    /** What the runs are said to have been started by. */
    public SweepJob source(RunSource runSource) {
        this.source = runSource;
        return this;
    }

    /**
     * Trains all trials. One that fails does not keep the others from being tried.
     *
     * @throws CampanileException when a combination is not a valid configuration, before any is tried; when the metric is
     *     not measured; or when every trial fails
     */
    public SweepReport run() {
        RunConfiguration common = Configurations.reader().read(configuration, overrides);
        List<RunConfiguration> configurations = configurations(common.name());
        RunTrackers.check(common.tracking(), common.experiment());
        if (parallel() > 1) {
            ClusterSlots.checkAtOnce(spark.sparkContext().conf(), clusters(configurations), parallel());
        }
        RunFolder run = RunFolder.create(
                output, common.experiment(), common.name() + "-sweep", Clock.system(ZoneId.systemDefault()));
        run.writeConfiguration(ConfigurationWriter.toYaml(common));
        try (RunTracker tracker = RunTrackers.open(common.tracking(), run, listener);
                RunGuard guard = RunGuard.over(tracker)) {
            tracker.tags(source.tags());
            tracker.parameters(ConfigurationWriter.flatten(common));
            return guard.watch(() -> run(run, tracker, configurations));
        }
    }

    private List<RunConfiguration> configurations(String name) {
        List<RunConfiguration> configurations = new ArrayList<>();
        for (Map<String, String> values : sweep.trials()) {
            List<String> all = new ArrayList<>(overrides);
            values.forEach((option, value) -> all.add(option + "=" + value));
            all.add("name='%s-%03d'".formatted(name.replace("'", "''"), configurations.size() + 1));
            configurations.add(configuration(configurations.size() + 1, all));
        }
        return configurations;
    }

    private RunConfiguration configuration(int number, List<String> overridesOfTrial) {
        try {
            return Configurations.reader().read(configuration, overridesOfTrial);
        } catch (CampanileException e) {
            throw new CampanileException(
                    "Combination %d of the sweep is no configuration: %s".formatted(number, e.getMessage()), e);
        }
    }

    private int parallel() {
        return sweep.configuration().parallel();
    }

    private static List<ClusterConfiguration> clusters(List<RunConfiguration> configurations) {
        return configurations.stream().map(RunConfiguration::cluster).toList();
    }

    private SweepReport run(RunFolder run, RunTracker tracker, List<RunConfiguration> configurations) {
        List<SweepTrial> trials =
                parallel() > 1 ? trainAtOnce(run, tracker, configurations) : train(run, tracker, configurations);
        SweepReport report = new SweepReport(run.path(), sweep.configuration(), trials);
        SweepTrial best = report.best()
                .orElseThrow(() -> new CampanileException("Every trial of the sweep failed; the last one because: "
                        + trials.get(trials.size() - 1).failure()));
        conclude(report, best, configurations.get(best.number() - 1), run, tracker);
        return report;
    }

    private List<SweepTrial> train(RunFolder run, RunTracker tracker, List<RunConfiguration> configurations) {
        return trials(configurations, run, tracker, listener, trial -> {});
    }

    /** Tells how many trials are done: how far each has come would be lines of several trainings mixed up. */
    private List<SweepTrial> trainAtOnce(RunFolder run, RunTracker tracker, List<RunConfiguration> configurations) {
        prepare(configurations.get(0));
        AtomicLong done = new AtomicLong();
        listener.begin("sweep, " + parallel() + " trials at once", configurations.size());
        try {
            return trials(
                    configurations,
                    run,
                    tracker,
                    ProgressListener.SILENT,
                    trial -> listener.advance(done.incrementAndGet(), Map.of()));
        } finally {
            listener.end();
        }
    }

    /** Else those trials that begin at once would each prepare what they have in common. */
    private void prepare(RunConfiguration first) {
        try {
            new PreparationJob(spark, first).listener(listener).run();
        } catch (CampanileException e) {
            LOG.debug("The first trial is going to fail, which need not be true of the others: {}", e.getMessage());
        }
    }

    private List<SweepTrial> trials(
            List<RunConfiguration> configurations,
            RunFolder run,
            RunTracker tracker,
            ProgressListener progress,
            Consumer<SweepTrial> finished) {
        List<Map<String, String>> values = sweep.trials();
        SweepTrials trials = new SweepTrials(parallel(), number -> {
            SweepTrial trial = train(number, values.get(number - 1), configurations.get(number - 1), run, progress);
            tracker.metrics(List.of(new MetricPoint(
                    sweep.configuration().metric(), trial.value(), number, System.currentTimeMillis())));
            finished.accept(trial);
            return trial;
        });
        return trials.run(configurations.size());
    }

    private SweepTrial train(
            int number, Map<String, String> values, RunConfiguration trial, RunFolder run, ProgressListener progress) {
        try {
            TrainingReport report = new TrainingJob(spark, trial)
                    .partOf(run)
                    .source(source)
                    .listener(progress)
                    .run();
            Map<String, Double> metrics = report.result().metrics();
            Double value = metrics.get(sweep.configuration().metric());
            if (value == null) {
                throw new UnknownMetricException(sweep.configuration().metric(), metrics);
            }
            return SweepTrial.done(number, values, report.run(), metrics, value);
        } catch (UnknownMetricException e) {
            throw e;
        } catch (CampanileException e) {
            LOG.warn("Trial {} of the sweep failed: {}", number, e.getMessage());
            return SweepTrial.failed(number, values, e.getMessage());
        }
    }

    private static void conclude(
            SweepReport report, SweepTrial best, RunConfiguration configuration, RunFolder run, RunTracker tracker) {
        tracker.artifact(SweepFiles.writeTable(run, report));
        tracker.artifact(SweepFiles.writeBest(run, configuration));
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("run", run.path().toString());
        paths.put("best", best.run());
        tracker.result(new RunResult(best.metrics(), Map.of(), 0, paths));
    }

    /** A sweep whose metric is not measured would try everything for nothing. */
    private static final class UnknownMetricException extends CampanileException {
        private static final long serialVersionUID = 1L;

        UnknownMetricException(String metric, Map<String, Double> metrics) {
            super("The sweep's metric %s is not measured; there are %s."
                    .formatted(metric, String.join(", ", metrics.keySet())));
        }
    }
}
