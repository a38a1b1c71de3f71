package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Logged models of an MLflow 3 server, with what its handlers ask of requests: the model's id in the path and in the body,
 * parameters that do not change, names without characters of URIs. Guarded by the server that it is a part of.
 */
final class FakeLoggedModels {
    static final String PATH = "logged-models";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[^/:.%\"']+");
    private static final Pattern ONE = Pattern.compile(PATH + "/(m-[0-9a-f]+)(/.+)?");

    /** A logged model as the server has it. */
    static final class LoggedModel extends FakeMlflow.Files {
        final String id;
        final String experiment;
        final String name;
        final String type;
        final String run;
        final String artifactUri;
        String status = "LOGGED_MODEL_PENDING";
        final Map<String, String> params = new LinkedHashMap<>();
        final Map<String, String> tags = new LinkedHashMap<>();
        /** The latest of each name, as it was sent. */
        final Map<String, JsonNode> metrics = new LinkedHashMap<>();

        private LoggedModel(String id, String root, JsonNode request) {
            this.id = id;
            experiment = FakeMlflow.text(request, "experiment_id");
            name = FakeMlflow.text(request, "name");
            type = FakeMlflow.text(request, "model_type");
            run = FakeMlflow.text(request, "source_run_id");
            artifactUri = root.startsWith("dbfs:")
                    ? root + experiment + "/logged_models/" + id
                    : root + experiment + "/models/" + id + "/artifacts";
        }
    }

    private final BiFunction<String, String, ObjectNode> signer;
    private final Map<String, LoggedModel> models = new LinkedHashMap<>();
    private boolean areKnown = true;
    private String artifactRoot = "mlflow-artifacts:/";

    /** @param signer an address for a file, by its model's id and its path */
    FakeLoggedModels(BiFunction<String, String, ObjectNode> signer) {
        this.signer = signer;
    }

    /** From now on the server is one that has no logged models. */
    void forget() {
        areKnown = false;
    }

    void keepArtifactsAt(String root) {
        artifactRoot = root;
    }

    LoggedModel only() {
        if (models.size() != 1) {
            throw new AssertionError("there are " + models.size() + " logged models");
        }
        return models.values().iterator().next();
    }

    LoggedModel existing(String id) {
        LoggedModel model = models.get(id);
        if (model == null) {
            throw new FakeMlflow.Refusal(404, "RESOURCE_DOES_NOT_EXIST", "no logged model " + id);
        }
        return model;
    }

    String get(String path, Map<String, String> query) {
        requireKnown();
        if (!path.endsWith("/artifacts/directories")) {
            return answer(existing(id(path, "")));
        }
        return existing(id(path, "/artifacts/directories"))
                .list(query.getOrDefault("artifact_directory_path", ""), query.getOrDefault("page_token", "0"));
    }

    String call(String method, String path, JsonNode request) {
        requireKnown();
        return switch (method + " " + path.replaceFirst("m-[0-9a-f]+", "ID")) {
            case "POST logged-models" -> create(request);
            case "POST logged-models/search" -> search(request);
            case "POST logged-models/ID/params" -> addParams(id(path, "/params"), request);
            case "PATCH logged-models/ID" -> finish(id(path, ""), request);
            case "POST logged-models/ID/artifacts/credentials-for-upload" ->
                credentials(id(path, "/artifacts/credentials-for-upload"), request);
            default -> throw new FakeMlflow.Refusal(404, "ENDPOINT_NOT_FOUND", path);
        };
    }

    private void requireKnown() {
        if (!areKnown) {
            throw new FakeMlflow.Refusal(404, "ENDPOINT_NOT_FOUND", PATH);
        }
    }

    private static String id(String path, String rest) {
        Matcher one = ONE.matcher(path);
        if (!one.matches() || !rest.equals(one.group(2) == null ? "" : one.group(2))) {
            throw new FakeMlflow.Refusal(404, "ENDPOINT_NOT_FOUND", path);
        }
        return one.group(1);
    }

    private String create(JsonNode request) {
        FakeMlflow.check(!FakeMlflow.text(request, "experiment_id").isEmpty(), "experiment of logged model");
        FakeMlflow.check(NAME.matcher(FakeMlflow.text(request, "name")).matches(), "name of logged model " + request);
        LoggedModel model = new LoggedModel("m-%x".formatted(models.size() + 0xfed), artifactRoot, request);
        putParams(model, request);
        request.path("tags").forEach(tag -> model.tags.put(FakeMlflow.text(tag, "key"), FakeMlflow.text(tag, "value")));
        models.put(model.id, model);
        return answer(model);
    }

    private static String answer(LoggedModel model) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("model").set("info", info(model));
        model.params.forEach((key, value) -> answer.withObject("/model/data")
                .withArray("params")
                .addObject()
                .put("key", key)
                .put("value", value));
        return answer.toString();
    }

    private static ObjectNode info(LoggedModel model) {
        return JSON.createObjectNode()
                .put("model_id", model.id)
                .put("experiment_id", model.experiment)
                .put("name", model.name)
                .put("artifact_uri", model.artifactUri)
                .put("source_run_id", model.run)
                .put("status", model.status);
    }

    private String search(JsonNode request) {
        Matcher filter = Pattern.compile("source_run_id = '([^']+)'").matcher(FakeMlflow.text(request, "filter"));
        FakeMlflow.check(filter.matches(), "filter " + request);
        FakeMlflow.check(request.path("experiment_ids").size() == 1, "experiments " + request);
        ObjectNode answer = JSON.createObjectNode();
        models.values().stream()
                .filter(model -> model.run.equals(filter.group(1)))
                .filter(model ->
                        model.experiment.equals(request.at("/experiment_ids/0").asText()))
                .forEach(model -> answer.withArray("models").addObject().set("info", info(model)));
        return answer.toString();
    }

    private String addParams(String id, JsonNode request) {
        checkId(id, request);
        putParams(existing(id), request);
        return "{}";
    }

    /** One that is there already spoils the request: {@code log_logged_model_params} of {@code sqlalchemy_store.py}. */
    private static void putParams(LoggedModel model, JsonNode request) {
        FakeMlflow.check(request.path("params").size() <= 100, "parameters of logged model in one request");
        for (JsonNode param : request.path("params")) {
            String key = FakeMlflow.text(param, "key");
            String value = FakeMlflow.text(param, "value");
            FakeMlflow.checkKey(key);
            FakeMlflow.check(value.length() <= 5000, "parameter value of " + value.length());
            FakeMlflow.check(model.params.put(key, value) == null, "parameter twice: " + key);
        }
    }

    private String finish(String id, JsonNode request) {
        checkId(id, request);
        LoggedModel model = existing(id);
        model.status = FakeMlflow.text(request, "status");
        FakeMlflow.check(
                Set.of("LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED").contains(model.status),
                "status " + model.status);
        return answer(model);
    }

    private static void checkId(String id, JsonNode request) {
        FakeMlflow.check(id.equals(FakeMlflow.text(request, "model_id")), "model_id in the body: " + request);
    }

    /** As Databricks hands out addresses, with the model's id in the path alone. */
    private String credentials(String id, JsonNode request) {
        FakeMlflow.check(request.path("paths").size() == 1, "paths " + request);
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode credential = answer.putArray("credentials").addObject().put("model_id", existing(id).id);
        credential.set(
                "credential_info", signer.apply(id, request.at("/paths/0").asText()));
        return answer.toString();
    }

    /**
     * Keeps a metric of a run that is said to be of a model. Twice is as good as once: {@code _log_model_metrics} in
     * {@code mlflow/store/tracking/sqlalchemy_store.py} leaves out what is there already.
     */
    void link(JsonNode metric) {
        if (metric.has("model_id")) {
            FakeMlflow.check(
                    metric.has("dataset_name") == metric.has("dataset_digest"), "data set of metric " + metric);
            existing(FakeMlflow.text(metric, "model_id")).metrics.put(FakeMlflow.text(metric, "key"), metric);
        }
    }
}
