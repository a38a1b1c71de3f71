package org.campanile.spark.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.MetricPoint;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunTracker;
import org.campanile.core.training.EpochReport;
import org.campanile.core.training.RoundReport;
import org.campanile.core.training.ValidationReport;

/**
 * Turns workers' reports into metrics and progress. Each step is recorded once, however often it is reported: live, again
 * by a stage that Spark started anew, and with the result. Guards its own state.
 */
final class RunRecorder implements Consumer<WorkerReport> {
    private final RunConfiguration configuration;
    private final RunFolder run;
    private final RunTracker tracker;
    private final ProgressListener listener;
    private final Runnable cancel;
    private long lastRound;
    private long lastEpoch;
    private long lastValidation;
    private long samples;
    private double seconds;
    private String failure = "";
    private boolean hasBegun;

    /** @param cancel ends the barrier stage when a worker reports what trying again would not mend */
    RunRecorder(
            RunConfiguration configuration,
            RunFolder run,
            RunTracker tracker,
            ProgressListener listener,
            Runnable cancel) {
        this.configuration = configuration;
        this.run = run;
        this.tracker = tracker;
        this.listener = listener;
        this.cancel = cancel;
    }

    @Override
    public synchronized void accept(WorkerReport report) {
        if (report instanceof WorkerReport.Started started) {
            begin(started);
        } else if (report instanceof WorkerReport.Round round) {
            record(round.report());
        } else if (report instanceof WorkerReport.Validation validation) {
            record(validation.report());
        } else if (report instanceof WorkerReport.Epoch epoch) {
            record(epoch.report());
        } else if (report instanceof WorkerReport.Usage used) {
            record(used);
        } else if (report instanceof WorkerReport.Failed failed) {
            failure = failed.reason();
            cancel.run();
        }
    }

    /** The reason of a worker that reported failure. */
    synchronized Optional<String> failure() {
        return Optional.of(failure).filter(reason -> !reason.isEmpty());
    }

    /** Steps recorded so far. */
    synchronized long steps() {
        return lastRound;
    }

    /** Wall time of the epochs recorded so far. */
    synchronized double seconds() {
        return seconds;
    }

    synchronized double samplesPerSecond() {
        return seconds > 0 ? samples / seconds : 0;
    }

    private void begin(WorkerReport.Started started) {
        if (hasBegun) {
            return;
        }
        hasBegun = true;
        lastRound = started.globalStep();
        lastEpoch = started.globalStep();
        lastValidation = started.globalStep();
        run.writePlan(plan(started));
        listener.announce(TablePlanPage.lines(started.tables()));
        listener.begin("training", (long) configuration.training().epochs() * started.stepsPerEpoch());
    }

    private String plan(WorkerReport.Started started) {
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("workers", configuration.cluster().workers());
        plan.put("steps_per_epoch", started.stepsPerEpoch());
        plan.put("samples_per_epoch", started.samplesPerEpoch());
        plan.put("dense_parameters", started.denseParameters());
        plan.put("tables", started.tables());
        plan.put(
                "table_bytes_per_worker",
                started.tables().stream().mapToLong(TablePlan::bytes).sum());
        plan.put(
                "uncompressed_table_bytes_per_worker",
                started.tables().stream()
                        .mapToLong(TablePlan::uncompressedBytes)
                        .sum());
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(RoundReport round) {
        long step = round.position().globalStep();
        if (step <= lastRound) {
            return;
        }
        lastRound = step;
        double samplesPerSecond = round.seconds() > 0 ? round.samples() / round.seconds() : 0;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train/loss", round.meanLoss());
        values.put("train/samples_per_second", samplesPerSecond);
        values.put("system/reader_wait_seconds", round.readerSeconds());
        values.put("system/look_up_seconds", round.phases().lookUp());
        values.put("system/forward_seconds", round.phases().forward());
        values.put("system/backward_seconds", round.phases().backward());
        values.put("system/update_seconds", round.phases().update());
        values.put("system/sync_seconds", round.syncSeconds());
        values.put("system/sync_bytes", (double) round.syncBytes());
        send(values, step);
        int epoch =
                round.position().reader().epoch() + (round.position().reader().step() == 0 ? 0 : 1);
        listener.advance(
                step,
                Map.of("epoch", (double) epoch, "loss", round.meanLoss(), "samples_per_second", samplesPerSecond));
    }

    private void record(ValidationReport validation) {
        if (validation.globalStep() <= lastValidation) {
            return;
        }
        lastValidation = validation.globalStep();
        Map<String, Double> values = new LinkedHashMap<>();
        validation.metrics().forEach((name, value) -> values.put("validation/" + name, value));
        values.put("train/learning_rate_factor", validation.rateFactor());
        send(values, validation.globalStep());
    }

    private void record(EpochReport epoch) {
        if (epoch.globalStep() <= lastEpoch) {
            return;
        }
        lastEpoch = epoch.globalStep();
        samples += epoch.samples();
        seconds += epoch.seconds();
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train/epoch_loss", epoch.meanLoss());
        values.put("train/epoch_samples_per_second", epoch.samplesPerSecond());
        send(values, epoch.globalStep());
    }

    private void record(WorkerReport.Usage used) {
        Map<String, Double> values = new LinkedHashMap<>();
        used.values().forEach((name, value) -> values.put("system/worker_%d/%s".formatted(used.rank(), name), value));
        tracker.metrics(MetricPoint.of(values, lastRound, used.timeMillis()));
    }

    private void send(Map<String, Double> values, long step) {
        tracker.metrics(MetricPoint.of(values, step, System.currentTimeMillis()));
    }
}
