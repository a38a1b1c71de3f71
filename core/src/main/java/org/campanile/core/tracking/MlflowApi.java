package org.campanile.core.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
final class MlflowApi implements AutoCloseable {
    private static final String LOG_BATCH = "runs/log-batch";
    private static final String RUN_TAG = "campanile.run_id";
    private static final String NOT_MLFLOW = "an answer that is no JSON object: this may not be an MLflow server";
    private static final Pattern SCHEME = Pattern.compile("([a-z][a-z0-9+.-]+):");

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

    /** The server's id of one of our runs, if it is there. */
    Optional<String> findRunId(String experimentName, String id) throws SendException {
        Optional<Experiment> experiment = findExperiment(experimentName);
        return experiment.isEmpty()
                ? Optional.empty()
                : findRun(experiment.get().getExperimentId(), id).map(RunInfo::getRunId);
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
        ObjectNode request = request().put("run_id", runId);
        ArrayNode params = request.putArray("params");
        parameters.forEach(entry -> params.addObject()
                .put("key", MlflowLimits.key(entry.getKey()))
                .put("value", MlflowLimits.parameterValue(entry.getValue())));
        post(LOG_BATCH, request);
    }

    void logTags(String runId, List<Map.Entry<String, String>> tags) throws SendException {
        ObjectNode request = request().put("run_id", runId);
        ArrayNode entries = request.putArray("tags");
        tags.forEach(entry -> entries.addObject()
                .put("key", MlflowLimits.key(entry.getKey()))
                .put("value", MlflowLimits.tagValue(entry.getValue())));
        post(LOG_BATCH, request);
    }

    void logMetrics(String runId, List<MetricPoint> points) throws SendException {
        ObjectNode request = request().put("run_id", runId);
        ArrayNode metrics = request.putArray("metrics");
        for (MetricPoint point : points) {
            ObjectNode metric = metrics.addObject()
                    .put("key", MlflowLimits.key(point.name()))
                    .put("timestamp", point.timeMillis())
                    .put("step", point.step());
            // What JSON has no numbers for goes as text: NaN, Infinity, -Infinity.
            if (Double.isFinite(point.value())) {
                metric.put("value", point.value());
            } else {
                metric.put("value", Double.toString(point.value()));
            }
        }
        post(LOG_BATCH, request);
    }

    /** Names the parts of the data set that the run is trained and measured on. */
    void logData(String runId, RunRecord run) throws SendException {
        ObjectNode request = request().put("run_id", runId);
        ArrayNode inputs = request.putArray("datasets");
        run.dataRows.forEach((part, rows) -> addInput(inputs.addObject(), run, part, rows));
        post("runs/log-inputs", request);
    }

    private static void addInput(ObjectNode input, RunRecord run, String part, long rows) {
        String context = part.equals("train") ? "training" : part;
        input.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", context);
        ObjectNode data = input.putObject("dataset")
                .put("name", MlflowLimits.dataName(run.dataName + "-" + part))
                .put("digest", MlflowLimits.digest(run.dataHash))
                .put("source_type", sourceType(run.dataSource))
                .put("source", source(run.dataSource))
                .put("profile", "{\"num_rows\": %d}".formatted(rows));
        String schema = "{\"mlflow_colspec\": %s}".formatted(run.dataColumns);
        if (MlflowLimits.isDataSchema(schema)) {
            data.put("schema", schema);
        }
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
        ObjectNode request = request().put("run_id", runId).put("status", run.status.name());
        if (run.status != RunStatus.RUNNING) {
            request.put("end_time", Instant.parse(run.ended).toEpochMilli());
        }
        post("runs/update", request);
    }

    /** Tells of a model among the run's artifacts, as its {@code MLmodel} file describes it. */
    void logModel(String runId, ObjectNode model) throws SendException {
        post("runs/log-model", request().put("run_id", runId).put("model_json", model.toString()));
    }

    /** The version that a run has made of a registered model, if it has. */
    Optional<String> findModelVersion(String model, String runId) throws SendException {
        String filter = "name='%s' and run_id='%s'".formatted(model, runId);
        JsonNode found = get("model-versions/search?max_results=1&filter=" + encode(filter));
        return Optional.of(found.path("model_versions").path(0).path("version").asText())
                .filter(version -> !version.isEmpty());
    }

    /** Creates a registered model unless it is there. */
    void createRegisteredModel(String model) throws SendException {
        try {
            post("registered-models/create", request().put("name", model));
        } catch (SendException e) {
            // That it is there already is an error of its own; whatever else is wrong shows again with the version.
            if (e.kind() == SendException.Kind.LATER) {
                throw e;
            }
        }
    }

    /** Makes a version of a registered model; returns its number, as text. */
    String createModelVersion(String model, String source, String runId) throws SendException {
        JsonNode answer = post(
                "model-versions/create",
                request().put("name", model).put("source", source).put("run_id", runId));
        return required(answer.path("model_version").path("version"), "the number of a model's version");
    }

    void setAlias(String model, String alias, String version) throws SendException {
        post(
                "registered-models/alias",
                request().put("name", model).put("alias", alias).put("version", version));
    }

    /** Where, and with which headers, Databricks takes one file of a run. */
    JsonNode writeCredentials(String runId, String path) throws SendException {
        ObjectNode request = request().put("run_id", runId);
        request.putArray("path").add(path);
        return post("artifacts/credentials-for-write", request)
                .path("credential_infos")
                .path(0);
    }

    /** Sizes in bytes of the files that the server has right in one folder of a run, by their paths. */
    Map<String, Long> artifactSizes(String runId, String folder) throws SendException {
        Map<String, Long> sizes = new HashMap<>();
        String first = "artifacts/list?run_id=" + runId + (folder.isEmpty() ? "" : "&path=" + encode(folder));
        String page = "";
        do {
            JsonNode answer = get(page.isEmpty() ? first : first + "&page_token=" + encode(page));
            answer.path("files")
                    .forEach(file -> sizes.put(
                            file.path("path").asText(), file.path("file_size").asLong()));
            page = answer.path("next_page_token").asText();
        } while (!page.isEmpty());
        return sizes;
    }

    private static ObjectNode request() {
        return Json.MAPPER.createObjectNode();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonNode get(String path) throws SendException {
        return parse(connection.call(client -> client.sendGet(path)));
    }

    private JsonNode post(String path, ObjectNode request) throws SendException {
        return parse(connection.call(client -> client.sendPost(path, request.toString())));
    }

    /** Whatever stands before a server may answer in its place, and in no other way than by success. */
    private static JsonNode parse(String answer) throws SendException {
        try {
            JsonNode parsed = Json.MAPPER.readTree(answer);
            if (parsed.isObject()) {
                return parsed;
            }
        } catch (JsonProcessingException e) {
            throw SendException.later(NOT_MLFLOW, e);
        }
        throw SendException.later(NOT_MLFLOW, null);
    }

    private static String required(JsonNode value, String what) throws SendException {
        if (value.asText().isEmpty()) {
            throw SendException.later("an answer without " + what + ": this may not be an MLflow server", null);
        }
        return value.asText();
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
