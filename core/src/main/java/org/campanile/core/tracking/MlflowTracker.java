package org.campanile.core.tracking;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Records a run in its folder first, and has it sent from there to a tracking server in the background. */
final class MlflowTracker implements RunTracker {
    private final RunTracker folder;
    private final Sender sender;

    MlflowTracker(RunTracker folder, Sender sender) {
        this.folder = folder;
        this.sender = sender;
    }

    @Override
    public void parameters(Map<String, String> parameters) {
        folder.parameters(parameters);
        sender.wake();
    }

    @Override
    public void provenance(RunProvenance provenance) {
        folder.provenance(provenance);
        sender.wake();
    }

    @Override
    public void metrics(List<MetricPoint> points) {
        folder.metrics(points);
        sender.wake();
    }

    @Override
    public void tags(Map<String, String> tags) {
        folder.tags(tags);
        sender.wake();
    }

    @Override
    public void artifact(Path file) {
        folder.artifact(file);
        sender.wake();
    }

    @Override
    public void result(RunResult result) {
        folder.result(result);
        sender.wake();
    }

    @Override
    public void finish(RunStatus status) {
        folder.finish(status);
        sender.wake();
    }

    @Override
    public void close() {
        try {
            folder.close();
        } finally {
            sender.close();
        }
    }
}
