package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mlflow.api.proto.Service;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;

/** What is asked of an MLflow server, in our terms. Each call ends within a time limit and is safe to send again. */
final class MlflowApi {
    private static final String LOG_BATCH = "runs/log-batch";
    /** Holds the id that a run has here. */
    static final String RUN_TAG = "campanile.run_id";

    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]+):");

    private final MlflowCalls calls;

    MlflowApi(MlflowCalls calls) {
        this.calls = calls;
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
                return calls.client(client -> client.createExperiment(name));
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
        return calls.client(client -> client.getExperimentByName(name));
    }

    /** The server's id of one of our runs, if it is there. */
    Optional<String> findRunId(String experimentName, String id) throws SendException {
        Optional<Experiment> experiment = findExperiment(experimentName);
        return experiment.isEmpty()
                ? Optional.empty()
                : findRun(experiment.get().getExperimentId(), id).map(RunInfo::getRunId);
    }

    private Optional<RunInfo> findRun(String experiment, String id) throws SendException {
        String filter = "tags.`%s` = '%s'".formatted(RUN_TAG, id);
        return calls
                .client(client -> client.searchRuns(List.of(experiment), filter, ViewType.ACTIVE_ONLY, 1))
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
        return calls.client(client -> client.createRun(request.build()));
    }

    void logParameters(String runId, List<Map.Entry<String, String>> parameters) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", runId);
        ArrayNode params = request.putArray("params");
        parameters.forEach(entry -> params.addObject()
                .put("key", MlflowLimits.key(entry.getKey()))
                .put("value", MlflowLimits.parameterValue(entry.getValue())));
        calls.post(LOG_BATCH, request);
    }

    void logTags(String runId, List<Map.Entry<String, String>> tags) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", runId);
        ArrayNode entries = request.putArray("tags");
        tags.forEach(entry -> entries.addObject()
                .put("key", MlflowLimits.key(entry.getKey()))
                .put("value", MlflowLimits.tagValue(entry.getValue())));
        calls.post(LOG_BATCH, request);
    }

    void logMetrics(String runId, List<MetricPoint> points) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", runId);
        ArrayNode metrics = request.putArray("metrics");
        points.forEach(point -> addMetric(metrics, point));
        calls.post(LOG_BATCH, request);
    }

    /**
     * Links metrics that a run has to the logged model that they are of, each to the data it was measured on. Again is as
     * good as once: {@code _log_model_metrics} in {@code mlflow/store/tracking/sqlalchemy_store.py} leaves out what it has.
     */
    void linkMetrics(String runId, String model, List<MetricPoint> points, RunRecord run) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", runId);
        ArrayNode metrics = request.putArray("metrics");
        for (MetricPoint point : points) {
            ObjectNode metric = addMetric(metrics, point).put("model_id", model);
            String part = point.name().substring(0, Math.max(0, point.name().indexOf('/')));
            if (run.dataRows.containsKey(part)) {
                metric.put("dataset_name", dataName(run, part));
                metric.put("dataset_digest", MlflowLimits.digest(run.dataHash));
            }
        }
        calls.post(LOG_BATCH, request);
    }

    private static ObjectNode addMetric(ArrayNode metrics, MetricPoint point) {
        ObjectNode metric = metrics.addObject()
                .put("key", MlflowLimits.key(point.name()))
                .put("timestamp", point.timeMillis())
                .put("step", point.step());
        // What JSON has no numbers for goes as text: NaN, Infinity, -Infinity.
        return Double.isFinite(point.value())
                ? metric.put("value", point.value())
                : metric.put("value", Double.toString(point.value()));
    }

    /** Names the parts of the data set that the run is trained and measured on. */
    void logData(String runId, RunRecord run) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", runId);
        ArrayNode inputs = request.putArray("datasets");
        run.dataRows.forEach((part, rows) -> addInput(inputs.addObject(), run, part, rows));
        calls.post("runs/log-inputs", request);
    }

    private static void addInput(ObjectNode input, RunRecord run, String part, long rows) {
        String context = part.equals("train") ? "training" : part;
        input.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", context);
        ObjectNode data = input.putObject("dataset")
                .put("name", dataName(run, part))
                .put("digest", MlflowLimits.digest(run.dataHash))
                .put("source_type", sourceType(run.dataSource))
                .put("source", source(run.dataSource))
                .put("profile", "{\"num_rows\": %d}".formatted(rows));
        String schema = "{\"mlflow_colspec\": %s}".formatted(run.dataColumns);
        if (MlflowLimits.isDataSchema(schema)) {
            data.put("schema", schema);
        }
    }

    private static String dataName(RunRecord run, String part) {
        return MlflowLimits.dataName(run.dataName + "-" + part);
    }

    /** The scheme by which MLflow's readers find the source: {@code s3a} is what Hadoop calls {@code s3}. */
    private static String sourceType(String location) {
        Matcher scheme = SCHEME.matcher(location);
        String name = scheme.lookingAt() ? scheme.group(1) : "file";
        return name.equals("file") ? "local" : name.replaceFirst("^s3[an]$", "s3");
    }

    /** MLflow's readers expect a JSON object with a {@code uri}. */
    private static String source(String location) {
        return Json.MAPPER.createObjectNode().put("uri", location).toString();
    }

    /** Sets the run's status, and its end unless it runs. */
    void updateStatus(String runId, RunRecord run) throws SendException {
        ObjectNode request = MlflowCalls.request().put("run_id", runId).put("status", run.status.name());
        if (run.status != RunStatus.RUNNING) {
            request.put("end_time", Instant.parse(run.ended).toEpochMilli());
        }
        calls.post("runs/update", request);
    }

    /** Tells of a model among the run's artifacts, as its {@code MLmodel} file describes it. */
    void logModel(String runId, ObjectNode model) throws SendException {
        calls.post("runs/log-model", MlflowCalls.request().put("run_id", runId).put("model_json", model.toString()));
    }

    /** The version that a run has made of a registered model, if it has. */
    Optional<String> findModelVersion(String model, String runId) throws SendException {
        String filter = "name='%s' and run_id='%s'".formatted(model, runId);
        JsonNode found = calls.get("model-versions/search?max_results=1&filter=" + MlflowCalls.encode(filter));
        return Optional.of(found.path("model_versions").path(0).path("version").asText())
                .filter(version -> !version.isEmpty());
    }

    /** Creates a registered model unless it is there. */
    void createRegisteredModel(String model) throws SendException {
        try {
            calls.post("registered-models/create", MlflowCalls.request().put("name", model));
        } catch (SendException e) {
            // That it is there already is an error of its own; whatever else is wrong shows again with the version.
            if (e.kind() == SendException.Kind.LATER) {
                throw e;
            }
        }
    }

    /**
     * Makes a version of a registered model; returns its number, as text.
     *
     * @param loggedModel the logged model at the source; empty where the server has no such
     */
    String createModelVersion(String model, String source, String runId, String loggedModel) throws SendException {
        ObjectNode request =
                MlflowCalls.request().put("name", model).put("source", source).put("run_id", runId);
        if (!loggedModel.isEmpty()) {
            request.put("model_id", loggedModel);
        }
        JsonNode answer = calls.post("model-versions/create", request);
        return MlflowCalls.required(answer.path("model_version").path("version"), "the number of a model's version");
    }

    void setAlias(String model, String alias, String version) throws SendException {
        calls.post(
                "registered-models/alias",
                MlflowCalls.request().put("name", model).put("alias", alias).put("version", version));
    }

    /** Sizes in bytes of the files that the server has right in one folder of a run, by their paths. */
    Map<String, Long> artifactSizes(String runId, String folder) throws SendException {
        return calls.fileSizes("artifacts/list?run_id=" + runId, "path", folder);
    }

    /** The server's id of a run's experiment. */
    String experimentId(String name) throws SendException {
        return findExperiment(name)
                .map(Experiment::getExperimentId)
                .orElseThrow(() -> SendException.later("experiment '%s' is not there".formatted(name), null));
    }

    private static RunTag tag(String key, String value) {
        return RunTag.newBuilder()
                .setKey(MlflowLimits.key(key))
                .setValue(MlflowLimits.tagValue(value))
                .build();
    }
}
