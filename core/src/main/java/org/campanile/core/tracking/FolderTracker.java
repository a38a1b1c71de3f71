package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.campanile.core.Check;
import org.campanile.core.config.TrackingConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records a run in its folder. Everything is in the file system when a call returns. */
final class FolderTracker implements RunTracker {
    private static final Logger LOG = LoggerFactory.getLogger(FolderTracker.class);

    private final RunFolder folder;
    private final Clock clock;
    private final RunRecord run;
    private final MetricLog metrics;

    /** Begins the run, or takes it up again. */
    FolderTracker(RunFolder folder, TrackingConfiguration configuration, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        run = folder.read();
        run.status = RunStatus.RUNNING;
        run.ended = "";
        // Servers keep tags until they are given another value.
        run.tags.computeIfPresent(ERROR, (error, reason) -> "");
        run.process = RunProcess.current();
        run.sendsArtifacts = configuration.artifacts();
        // Neither a trial of a sweep nor a baseline is what was to be registered.
        run.registers = run.parent.isEmpty() ? configuration.register() : "";
        run.registersAs = configuration.registerAlias();
        folder.write(run);
        try {
            metrics = new MetricLog(folder.metrics());
        } catch (IOException e) {
            throw RunFiles.unwritable(folder.path(), e);
        }
    }

    @Override
    public void parameters(Map<String, String> parameters) {
        change(() -> parameters.forEach(run.parameters::putIfAbsent));
    }

    @Override
    public void provenance(RunProvenance provenance) {
        change(() -> run.describe(provenance));
    }

    @Override
    public synchronized void metrics(List<MetricPoint> points) {
        if (run.status != RunStatus.RUNNING) {
            return;
        }
        try {
            metrics.append(points);
        } catch (IOException e) {
            throw RunFiles.unwritable(folder.path(), e);
        }
    }

    @Override
    public void tags(Map<String, String> tags) {
        change(() -> run.tags.putAll(tags));
    }

    @Override
    public void artifact(Path file) {
        String path = folder.relative(file);
        change(() -> run.artifacts.add(path));
    }

    @Override
    public void result(RunResult result) {
        change(() -> {
            run.conclude(result);
            writeTables();
        });
    }

    private void writeTables() {
        try {
            EvaluationTables.write(folder, run);
        } catch (IOException e) {
            LOG.warn("The tables of {} could not be written", folder.path(), e);
        }
    }

    @Override
    public synchronized void finish(RunStatus status) {
        Check.that(status != RunStatus.RUNNING, "a run cannot finish as %s", status);
        if (run.status != RunStatus.RUNNING) {
            return;
        }
        run.end(status, clock.instant());
        folder.write(run);
        writeForPeople();
        folder.write(run);
    }

    /** A report or plot that fails must not spoil a run that did not. */
    private void writeForPeople() {
        try {
            RunReport report = new RunReport(folder, run);
            report.write();
            RunPlots.write(folder, report.charts());
            run.artifacts.add(folder.relative(RunPlots.folder(folder)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("The report {} could not be written", folder.report(), e);
        }
    }

    @Override
    public synchronized void close() {
        finish(RunStatus.FAILED);
        try {
            metrics.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", folder.metrics(), e);
        }
    }

    private synchronized void change(Runnable change) {
        if (run.status == RunStatus.RUNNING) {
            change.run();
            folder.write(run);
        }
    }
}
