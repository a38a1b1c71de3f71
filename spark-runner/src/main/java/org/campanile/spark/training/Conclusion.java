package org.campanile.spark.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.tracking.MetricPoint;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunResult;
import org.campanile.core.tracking.RunTracker;
import org.campanile.spark.evaluation.EvaluationJob;
import org.campanile.spark.evaluation.EvaluationReport;

/** What follows training: evaluation of the bundle on the held-out parts, final metrics and artifacts. */
final class Conclusion {
    private final SparkSession spark;
    private final RunConfiguration configuration;
    private final RunFolder run;
    private final RunTracker tracker;
    private final ProgressListener listener;

    Conclusion(
            SparkSession spark,
            RunConfiguration configuration,
            RunFolder run,
            RunTracker tracker,
            ProgressListener listener) {
        this.spark = spark;
        this.configuration = configuration;
        this.run = run;
        this.tracker = tracker;
        this.listener = listener;
    }

    TrainingReport conclude(RunRecorder training) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        Split last = has(Split.TEST) ? Split.TEST : Split.VALIDATION;
        if (last == Split.TEST && has(Split.VALIDATION)) {
            EvaluationReport validation = evaluation().modelAlone().run(bundle(), Split.VALIDATION);
            metrics.putAll(prefixed(Split.VALIDATION, validation.metrics()));
        }
        EvaluationReport test = evaluation().run(bundle(), last).withBaselines(trainedBaselines(last));
        metrics.putAll(prefixed(last, test.metrics()));
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        test.baselines().forEach((name, values) -> baselines.put(name, prefixed(last, values)));
        tracker.metrics(MetricPoint.of(metrics, training.steps(), System.currentTimeMillis()));

        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("run", run.path().toString());
        paths.put("bundle", run.bundle().toString());
        paths.put("report", run.report().toString());
        RunResult result = new RunResult(
                metrics,
                prefixed(last, test.intervals()),
                baselines,
                test.findings(),
                test.charts(),
                training.samplesPerSecond(),
                paths);
        tracker.result(result);
        if (configuration.tracking().artifacts()) {
            tracker.artifact(run.configuration());
            tracker.artifact(run.bundle());
        }
        return new TrainingReport(run.path(), result, training.steps(), training.seconds(), test.lines());
    }

    private Map<String, Map<String, Double>> trainedBaselines(Split split) {
        Path output = run.path().resolve("../..").normalize();
        return new BaselineRuns(spark, configuration, output, listener).metrics(split);
    }

    /* Sources that give a train file and a test file, as is common, or a validation file, have only that. */
    private boolean has(Split split) {
        String prepared = configuration.data().prepared();
        return PreparedDataset.open(FileStores.open(prepared)).samples(split) > 0;
    }

    private EvaluationJob evaluation() {
        return new EvaluationJob(spark, configuration).listener(listener);
    }

    private String bundle() {
        return run.bundle().toUri().toString();
    }

    private static <V> Map<String, V> prefixed(Split split, Map<String, V> values) {
        Map<String, V> named = new LinkedHashMap<>();
        values.forEach((name, value) -> named.put(split.folder() + "/" + name, value));
        return named;
    }
}
