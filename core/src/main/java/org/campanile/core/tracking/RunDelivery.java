package org.campanile.core.tracking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.campanile.core.CampanileException;

/**
 * Brings a tracking server up to what a run folder holds. Every {@link #send} looks at the folder anew, sends what the
 * server has not got, and notes in the folder how far it came after each request; so it may fail, be killed, or be done
 * again at any point. For one thread, except {@link #close}.
 */
final class RunDelivery implements AutoCloseable {
    private static final String NOTE = "mlflow.note.content";
    private static final String PARENT = "mlflow.parentRunId";

    /** A server that refuses this many single entries is not going to take the rest. */
    private static final int MOST_REFUSED_ENTRIES = 20;

    private final RunFolder folder;
    private final TrackingServer server;
    private final MlflowCalls calls;
    private final MlflowApi api;
    private final SentState sent;
    private final SendProgress progress;
    private final Consumer<String> hearsRefusals;
    private final Set<String> refused = new LinkedHashSet<>();
    private final ArtifactDelivery artifacts;
    private int refusedEntries;
    private int parametersSent;
    private int tagsSent;
    private long metricsSent;

    /**
     * @param progress      hears how far the run's files have come
     * @param hearsRefusals hears at once, in a sentence, what the server does not take; {@link #report} tells it too
     */
    RunDelivery(
            RunFolder folder,
            TrackingServer server,
            SenderLimits limits,
            SendProgress progress,
            Consumer<String> hearsRefusals) {
        this.folder = folder;
        this.server = server;
        this.progress = progress;
        this.hearsRefusals = hearsRefusals;
        calls = new MlflowCalls(server, limits.call());
        api = new MlflowApi(calls);
        try {
            sent = SentState.load(folder, server.uri());
        } catch (IOException e) {
            throw new CampanileException(
                    "%s cannot be read (%s); without it everything is sent once more, which changes nothing there."
                            .formatted(
                                    folder.path().resolve(RunFolder.TRACKING),
                                    RunFiles.reason(e).lines().findFirst().orElse("")),
                    e);
        }
        ModelDelivery model = new ModelDelivery(folder, server, api, new LoggedModelApi(calls), sent, this::refuse);
        ArtifactTargets targets =
                new ArtifactTargets(folder, server, calls, sent, limits.call(), ArtifactTargets.PART_BYTES);
        artifacts = new ArtifactDelivery(folder, server, api, model, sent, targets, this::refuse, progress);
    }

    /** Sends what the server has not got. */
    void send() throws SendException {
        RunRecord run = folder.read();
        Map<String, String> tags = tags(run);
        try {
            if (sent.runId.isEmpty()) {
                beginRun(run);
            }
            sendParameters(List.copyOf(run.parameters.entrySet()));
            sendTags(tags);
            sendMetrics();
            sendData(run);
            sendStatus(run);
            if (run.sendsArtifacts) {
                artifacts.send(run);
            }
        } catch (SendException e) {
            throw e.isUnauthenticated() ? e.advising(server.loginAdvice()) : e;
        } catch (IOException | UncheckedIOException e) {
            throw SendException.later("the run folder cannot be used: " + e.getMessage(), e);
        }
    }

    SyncReport report() {
        return new SyncReport(
                sent.runId, parametersSent, tagsSent, metricsSent, artifacts.count(), List.copyOf(refused));
    }

    /** From now on someone waits for the files. */
    void watch() {
        progress.watch();
    }

    TrackingServer server() {
        return server;
    }

    RunFolder folder() {
        return folder;
    }

    @Override
    public void close() {
        progress.unwatch();
        calls.close();
    }

    private void beginRun(RunRecord run) throws SendException, IOException {
        MlflowApi.RemoteRun remote = api.findOrCreateRun(run, openingTags(run));
        sent.runId = remote.id();
        sent.artifactUri = remote.artifactUri();
        save();
    }

    /** What a run must have when it appears: whom it is by, and where in the list it belongs. */
    private Map<String, String> openingTags(RunRecord run) throws SendException {
        Map<String, String> tags = RunSource.unnamed();
        tags.putAll(run.tags);
        tags.keySet().removeIf(key -> !key.startsWith("mlflow."));
        if (!run.parent.isEmpty()) {
            String parent = api.findRunId(run.experiment, run.parent)
                    .orElseThrow(() -> SendException.later("the run that it belongs to is not there yet", null));
            tags.put(PARENT, parent);
        }
        return tags;
    }

    private static Map<String, String> tags(RunRecord run) {
        Map<String, String> tags = new LinkedHashMap<>(run.tags);
        tags.putIfAbsent(NOTE, RunNote.of(run));
        return tags;
    }

    private void sendParameters(List<Map.Entry<String, String>> parameters) throws SendException, IOException {
        while (sent.parameters < parameters.size()) {
            int end = Math.min(parameters.size(), sent.parameters + MlflowLimits.PARAMETERS_PER_BATCH);
            List<Map.Entry<String, String>> batch = parameters.subList(sent.parameters, end);
            sendOrSplit(batch, entries -> api.logParameters(sent.runId, entries));
            sent.parameters = end;
            parametersSent += batch.size();
            save();
        }
    }

    private void sendTags(Map<String, String> tags) throws SendException, IOException {
        List<Map.Entry<String, String>> changed = tags.entrySet().stream()
                .filter(tag -> !tag.getValue().equals(sent.tags.get(tag.getKey())))
                .toList();
        for (int start = 0; start < changed.size(); start += MlflowLimits.TAGS_PER_BATCH) {
            int end = Math.min(changed.size(), start + MlflowLimits.TAGS_PER_BATCH);
            List<Map.Entry<String, String>> batch = changed.subList(start, end);
            sendOrSplit(batch, entries -> api.logTags(sent.runId, entries));
            batch.forEach(tag -> sent.tags.put(tag.getKey(), tag.getValue()));
            tagsSent += batch.size();
            save();
        }
    }

    private void sendMetrics() throws SendException, IOException {
        MetricLog.Page page = nextMetrics();
        while (page.lines() > 0) {
            if (!page.points().isEmpty()) {
                sendOrSplit(page.points(), points -> api.logMetrics(sent.runId, points));
            }
            sent.metricLines += page.lines();
            sent.metricBytes = page.end();
            metricsSent += page.points().size();
            save();
            page = nextMetrics();
        }
    }

    private MetricLog.Page nextMetrics() throws IOException {
        return MetricLog.read(folder.metrics(), sent.metricBytes, MlflowLimits.METRICS_PER_BATCH);
    }

    private void sendData(RunRecord run) throws SendException, IOException {
        if (run.dataHash.equals(sent.dataHash)) {
            return;
        }
        try {
            api.logData(sent.runId, run);
        } catch (SendException e) {
            if (e.kind() == SendException.Kind.LATER) {
                throw e;
            }
            refuse("The data set was not recorded by %s: %s".formatted(server, e.getMessage()));
        }
        sent.dataHash = run.dataHash;
        save();
    }

    private void sendStatus(RunRecord run) throws SendException, IOException {
        if (run.status != sent.status) {
            api.updateStatus(sent.runId, run);
            sent.status = run.status;
            save();
        }
    }

    private interface Batch<T> {
        void send(List<T> entries) throws SendException;
    }

    /** Servers refuse a batch for one entry they do not like; halving finds it, and the others arrive. */
    private <T> void sendOrSplit(List<T> entries, Batch<T> batch) throws SendException {
        try {
            batch.send(entries);
        } catch (SendException e) {
            if (e.kind() != SendException.Kind.CONTENT || refusedEntries >= MOST_REFUSED_ENTRIES) {
                throw e;
            }
            if (entries.size() == 1) {
                refusedEntries++;
                refuse("%s was refused by %s: %s".formatted(entries.get(0), server, e.getMessage()));
                return;
            }
            int middle = entries.size() / 2;
            sendOrSplit(entries.subList(0, middle), batch);
            sendOrSplit(entries.subList(middle, entries.size()), batch);
        }
    }

    private void refuse(String reason) {
        if (refused.add(reason)) {
            hearsRefusals.accept(reason);
        }
    }

    private void save() throws IOException {
        sent.save(folder, server.uri());
    }
}
