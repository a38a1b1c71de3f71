package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is asked of MLflow 3 about logged models, which older servers do not know. Each call is safe to send again. */
final class LoggedModelApi {
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

    void addParameters(String model, List<Map.Entry<String, String>> parameters) throws SendException {
        ObjectNode request = MlflowCalls.request().put("model_id", model);
        putParameters(request, parameters);
        calls.post(MODELS + "/" + model + "/params", request);
    }

    private static void putParameters(ObjectNode request, List<Map.Entry<String, String>> parameters) {
        ArrayNode params = request.putArray("params");
        parameters.forEach(entry -> params.addObject()
                .put("key", MlflowLimits.key(entry.getKey()))
                .put("value", MlflowLimits.modelParameterValue(entry.getValue())));
    }

    /** Says that the model's files are there. */
    void finish(String model) throws SendException {
        calls.patch(
                MODELS + "/" + model,
                MlflowCalls.request().put("model_id", model).put("status", "LOGGED_MODEL_READY"));
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
