package org.campanile.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.spark.collective.JobSecret;

/** The driver's side of the training itself: hands out the assignment, listens, and waits for the barrier stage. */
final class BarrierTraining {
    private final JavaSparkContext spark;
    private final RunConfiguration configuration;
    private final RunFolder run;
    private final String jobId = UUID.randomUUID().toString();

    BarrierTraining(JavaSparkContext spark, RunConfiguration configuration, RunFolder run) {
        this.spark = spark;
        this.configuration = configuration;
        this.run = run;
    }

    /** Ends the stage from any thread. */
    void cancel() {
        spark.cancelJobGroup(jobId);
    }

    /**
     * Trains; returns when every worker is done and the bundle is written.
     *
     * @throws CampanileException when training diverged or a worker failed
     */
    void train(RunRecorder recorder) {
        JobSecret secret = JobSecret.generate();
        String host = spark.getConf().get("spark.driver.host");
        try (ReportServer reports = ReportServer.open(host, secret, recorder)) {
            TrainingAssignment assignment = new TrainingAssignment(
                    ConfigurationWriter.toYaml(configuration),
                    configuration.data().prepared(),
                    run.checkpoints().toUri().toString(),
                    run.bundle().toUri().toString(),
                    jobId,
                    secret,
                    host,
                    reports.port());
            runStage(assignment, recorder).forEach(result -> settle(result, recorder));
        } catch (IOException e) {
            throw new CampanileException(
                    "The driver cannot listen for its workers on " + host + " (" + e.getMessage()
                            + "): set spark.driver.host to an address of this machine.",
                    e);
        }
    }

    private List<WorkerResult> runStage(TrainingAssignment assignment, RunRecorder recorder) {
        String description = "Campanile: train " + configuration.name();
        spark.setJobGroup(jobId, description, true);
        spark.setCallSite(description);
        try {
            WorkerResources resources = ClusterSlots.toAsk(spark.getConf(), configuration.cluster());
            return BarrierStage.run(spark, configuration.cluster().workers(), resources, new Worker(assignment))
                    .stream()
                    .map(WorkerResult::parse)
                    .toList();
        } catch (Exception e) { // Scala lets Spark's checked exception through undeclared
            throw failure(e, recorder);
        } finally {
            spark.clearJobGroup();
            spark.clearCallSite();
        }
    }

    private static CampanileException failure(Exception e, RunRecorder recorder) {
        String reason = recorder.failure()
                .orElseGet(() -> "Training failed and Spark gave up retrying it: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("") + " --debug shows the trace;"
                        + " --resume continues from the last checkpoint once the cause is mended.");
        return new CampanileException(reason, e);
    }

    /** Records what did not arrive live, and fails when the worker's training diverged. */
    private static void settle(WorkerResult result, RunRecorder recorder) {
        for (String report : result.reports()) {
            try {
                recorder.accept(WorkerReport.parse(report));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("worker " + result.rank() + " returned an unreadable report", e);
            }
        }
        if (result.diverged() && !result.reason().isEmpty()) {
            throw new CampanileException(result.reason());
        }
    }
}
