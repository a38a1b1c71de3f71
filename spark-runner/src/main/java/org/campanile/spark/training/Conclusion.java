package org.campanile.spark.training;

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
        MeasuredParts measured = new MeasuredParts();
        Split last = has(Split.TEST) ? Split.TEST : Split.VALIDATION;
        if (last == Split.TEST && has(Split.VALIDATION)) {
            measured.addMetrics(evaluation().modelAlone().run(bundle(), Split.VALIDATION));
        }
        EvaluationReport test = evaluation().run(bundle(), last).withBaselines(trainedBaselines(last));
        measured.add(test);
        tracker.metrics(MetricPoint.of(measured.metrics(), training.steps(), System.currentTimeMillis()));

        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("run", run.path().toString());
        paths.put("bundle", run.bundle().toString());
        paths.put("report", run.report().toString());
        RunResult result = measured.result(training.samplesPerSecond(), paths);
        tracker.result(result);
        tracker.artifact(run.bundle());
        RunArtifacts.copyDataReport(configuration.data().prepared(), run, tracker);
        RunArtifacts.addCheckpoints(configuration.tracking().checkpoints(), run, tracker);
        return new TrainingReport(run.path(), result, training.steps(), training.seconds(), test.lines());
    }

    private Map<String, Map<String, Double>> trainedBaselines(Split split) {
        return new BaselineRuns(spark, configuration, run, listener).metrics(split);
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
}
