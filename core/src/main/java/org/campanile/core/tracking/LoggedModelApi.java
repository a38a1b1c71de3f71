package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is asked of MLflow 3 about logged models, which older servers do not know. Each call is safe to send again. */
final class LoggedModelApi {
    static final String READY = "LOGGED_MODEL_READY";
    static final String UPLOAD_FAILED = "LOGGED_MODEL_UPLOAD_FAILED";

    private static final String MODELS = "logged-models";

    private final MlflowCalls calls;

    LoggedModelApi(MlflowCalls calls) {
        this.calls = calls;
    }

    /**
     * A logged model as the server knows it.
     *
     * @param artifactUri where its files belong
     */
    record LoggedModel(String id, String artifactUri) {}

    /** The logged model that a run has made, if it has. */
    Optional<LoggedModel> find(String experiment, String runId) throws SendException {
        ObjectNode request = MlflowCalls.request().put("filter", "source_run_id = '%s'".formatted(runId));
        request.putArray("experiment_ids").add(experiment);
        JsonNode info =
                calls.post(MODELS + "/search", request).path("models").path(0).path("info");
        return info.isMissingNode() ? Optional.empty() : Optional.of(model(info));
    }

    /**
     * Makes a logged model whose files are still to come.
     *
     * @param parameters at most {@link MlflowLimits#PARAMETERS_PER_BATCH}
     */
    LoggedModel create(String experiment, String runId, RunRecord run, List<Map.Entry<String, String>> parameters)
            throws SendException {
        ObjectNode request = MlflowCalls.request()
                .put("experiment_id", experiment)
                .put("name", MlflowLimits.modelName(run.name))
                .put("source_run_id", runId);
        String type = run.parameters.getOrDefault("model.type", "");
        if (!type.isEmpty()) {
            request.put("model_type", type);
        }
        putParameters(request, parameters);
        request.putArray("tags").addObject().put("key", MlflowApi.RUN_TAG).put("value", run.id);
        return model(calls.post(MODELS, request).path("model").path("info"));
    }

    private static LoggedModel model(JsonNode info) throws SendException {
        return new LoggedModel(
                MlflowCalls.required(info.path("model_id"), "the id of a logged model"),
                MlflowCalls.required(info.path("artifact_uri"), "the place of a logged model's files"));
    }

    /**
     * Adds those that the model has not got: the server refuses the whole request for one that it has
     * ({@code log_logged_model_params} in {@code mlflow/store/tracking/sqlalchemy_store.py}).
     */
    void addParameters(String model, List<Map.Entry<String, String>> parameters) throws SendException {
        Set<String> known = new HashSet<>();
        calls.get(MODELS + "/" + model)
                .at("/model/data/params")
                .forEach(parameter -> known.add(parameter.path("key").asText()));
        List<Map.Entry<String, String>> missing = parameters.stream()
                .filter(entry -> !known.contains(MlflowLimits.key(entry.getKey())))
                .toList();
        if (!missing.isEmpty()) {
            ObjectNode request = MlflowCalls.request().put("model_id", model);
            putParameters(request, missing);
            calls.post(MODELS + "/" + model + "/params", request);
        }
    }

    private static void putParameters(ObjectNode request, List<Map.Entry<String, String>> parameters) {
        ArrayNode params = request.putArray("params");
        parameters.forEach(entry -> params.addObject()
                .put("key", MlflowLimits.key(entry.getKey()))
                .put("value", MlflowLimits.modelParameterValue(entry.getValue())));
    }

    /** Where, and with which headers, Databricks takes one file of the model. */
    JsonNode uploadCredentials(String model, String path) throws SendException {
        ObjectNode request = MlflowCalls.request();
        request.putArray("paths").add(path);
        return calls.post(MODELS + "/" + model + "/artifacts/credentials-for-upload", request)
                .path("credentials")
                .path(0)
                .path("credential_info");
    }

    /** Says whether the model's files are there. */
    void finish(String model, String status) throws SendException {
        calls.patch(
                MODELS + "/" + model,
                MlflowCalls.request().put("model_id", model).put("status", status));
    }

    /** Makes the model an output of its run, unless it is; a server may refuse to be told so twice. */
    void addOutput(String runId, String model, long step) throws SendException {
        JsonNode outputs = calls.get("runs/get?run_id=" + runId).at("/run/outputs/model_outputs");
        for (JsonNode output : outputs) {
            if (output.path("model_id").asText().equals(model)) {
                return;
            }
        }
        ObjectNode request = MlflowCalls.request().put("run_id", runId);
        request.putArray("models").addObject().put("model_id", model).put("step", step);
        calls.post("runs/outputs", request);
    }

    /** Sizes in bytes of the files that the server has right in one folder of the model, by their paths. */
    Map<String, Long> fileSizes(String model, String folder) throws SendException {
        return calls.fileSizes(MODELS + "/" + model + "/artifacts/directories", "artifact_directory_path", folder);
    }
}
