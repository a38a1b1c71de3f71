package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlflow.api.proto.Service;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;

/** What is asked of an MLflow server, in our terms. Each call ends within a time limit and is safe to send again. */
final class MlflowApi implements AutoCloseable {
    private static final String RUN_TAG = "campanile.run_id";

    private final MlflowConnection connection;

    MlflowApi(TrackingServer server, Duration limit) {
        connection = new MlflowConnection(server, limit);
    }

    /**
     * A run as the server knows it.
     *
     * @param artifactUri where its artifacts belong
     */
    record RemoteRun(String id, String artifactUri) {}

    /**
     * The server's run for ours, created if missing. An answer may get lost, and a process may die before it has noted the
     * answer; the tag with our own id finds such a run again.
     */
    RemoteRun findOrCreateRun(RunRecord run, Map<String, String> tags) throws SendException {
        String experiment = findOrCreateExperiment(run.experiment);
        Optional<RunInfo> known = findRun(experiment, run.id);
        RunInfo info = known.isPresent() ? known.get() : createRun(experiment, run, tags);
        if (info.getRunId().isEmpty()) {
            throw SendException.later("an answer without a run id: this may not be an MLflow server", null);
        }
        return new RemoteRun(info.getRunId(), info.getArtifactUri());
    }

    private String findOrCreateExperiment(String name) throws SendException {
        Optional<Experiment> known = findExperiment(name);
        if (known.isEmpty()) {
            try {
                return connection.call(client -> client.createExperiment(name));
            } catch (SendException e) {
                // Another run may have created it just now; whatever else is wrong shows again.
                known = findExperiment(name);
                if (known.isEmpty()) {
                    throw e;
                }
            }
        }
        if (known.get().getLifecycleStage().equals("deleted")) {
            throw SendException.refused(
                    "experiment '%s' was deleted there: restore it or choose another".formatted(name));
        }
        return known.get().getExperimentId();
    }

    private Optional<Experiment> findExperiment(String name) throws SendException {
        return connection.call(client -> client.getExperimentByName(name));
    }

    private Optional<RunInfo> findRun(String experiment, String id) throws SendException {
        String filter = "tags.`%s` = '%s'".formatted(RUN_TAG, id);
        return connection
                .call(client -> client.searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, 1))
                .getItems()
                .stream()
                .map(Service.Run::getInfo)
                .findFirst();
    }

    private RunInfo createRun(String experiment, RunRecord run, Map<String, String> tags) throws SendException {
        CreateRun.Builder request = CreateRun.newBuilder()
                .setExperimentId(experiment)
                .setRunName(run.name)
                .setStartTime(run.startInstant().toEpochMilli())
                .addTags(tag(RUN_TAG, run.id));
        tags.forEach((key, value) -> request.addTags(tag(key, value)));
        return connection.call(client -> client.createRun(request.build()));
    }

    void logParameters(String runId, List<Map.Entry<String, String>> parameters) throws SendException {
        List<Param> params = parameters.stream()
                .map(entry -> Param.newBuilder()
                        .setKey(MlflowLimits.key(entry.getKey()))
                        .setValue(MlflowLimits.parameterValue(entry.getValue()))
                        .build())
                .toList();
        logBatch(runId, List.of(), params, List.of());
    }

    void logTags(String runId, List<Map.Entry<String, String>> tags) throws SendException {
        logBatch(
                runId,
                List.of(),
                List.of(),
                tags.stream()
                        .map(entry -> tag(entry.getKey(), entry.getValue()))
                        .toList());
    }

    void logMetrics(String runId, List<MetricPoint> points) throws SendException {
        List<Metric> metrics = points.stream()
                .map(point -> Metric.newBuilder()
                        .setKey(MlflowLimits.key(point.name()))
                        .setValue(point.value())
                        .setStep(point.step())
                        .setTimestamp(point.timeMillis())
                        .build())
                .toList();
        logBatch(runId, metrics, List.of(), List.of());
    }

    private void logBatch(String runId, List<Metric> metrics, List<Param> params, List<RunTag> tags)
            throws SendException {
        connection.call(client -> {
            client.logBatch(runId, metrics, params, tags);
            return runId;
        });
    }

    /** Names the data set the run is trained on. */
    void logTrainingData(String runId, RunRecord run) throws SendException {
        ObjectNode request = Json.MAPPER.createObjectNode().put("run_id", runId);
        ObjectNode input = request.putArray("datasets").addObject();
        input.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", "training");
        input.putObject("dataset")
                .put("name", MlflowLimits.dataName(run.dataName))
                .put("digest", MlflowLimits.digest(run.dataHash))
                .put("source_type", "local")
                .put("source", source(run.dataSource));
        post("runs/log-inputs", request);
    }

    /** MLflow's readers expect a JSON object with a {@code uri}. */
    private static String source(String location) {
        return Json.MAPPER.createObjectNode().put("uri", location).toString();
    }

    /** Sets the run's status, and its end unless it runs. */
    void updateStatus(String runId, RunRecord run) throws SendException {
        ObjectNode request = Json.MAPPER.createObjectNode().put("run_id", runId).put("status", run.status.name());
        if (run.status != RunStatus.RUNNING) {
            request.put("end_time", Instant.parse(run.ended).toEpochMilli());
        }
        post("runs/update", request);
    }

    private void post(String path, ObjectNode request) throws SendException {
        connection.call(client -> client.sendPost(path, request.toString()));
    }

    private static RunTag tag(String key, String value) {
        return RunTag.newBuilder()
                .setKey(MlflowLimits.key(key))
                .setValue(MlflowLimits.tagValue(value))
                .build();
    }

    @Override
    public void close() {
        connection.close();
    }
}
