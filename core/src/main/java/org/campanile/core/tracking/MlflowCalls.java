package org.campanile.core.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.mlflow.tracking.MlflowClient;

/** Requests to the REST interface of a tracking server, whose answers are JSON objects. Each ends within a time limit. */
final class MlflowCalls implements AutoCloseable {
    private static final String NOT_MLFLOW = "an answer that is no JSON object: this may not be an MLflow server";

    private final MlflowConnection connection;

    MlflowCalls(TrackingServer server, Duration limit) {
        connection = new MlflowConnection(server, limit);
    }

    static ObjectNode request() {
        return Json.MAPPER.createObjectNode();
    }

    /** Text as a part of an address. */
    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** A call for which the client has a method of its own. */
    <T> T client(Function<MlflowClient, T> call) throws SendException {
        return connection.call(call);
    }

    JsonNode get(String path) throws SendException {
        return parse(connection.call(client -> client.sendGet(path)));
    }

    JsonNode post(String path, ObjectNode request) throws SendException {
        return parse(connection.call(client -> client.sendPost(path, request.toString())));
    }

    JsonNode patch(String path, ObjectNode request) throws SendException {
        return parse(connection.call(client -> client.sendPatch(path, request.toString())));
    }

    /**
     * Sizes in bytes of the files right in one folder, by their paths, over all pages of the answer.
     *
     * @param list   the request for the root folder
     * @param field  the query's field for another one
     * @param folder empty for the root
     */
    Map<String, Long> fileSizes(String list, String field, String folder) throws SendException {
        Map<String, Long> sizes = new HashMap<>();
        String separator = list.contains("?") ? "&" : "?";
        String first = folder.isEmpty() ? list : list + separator + field + "=" + encode(folder);
        String page = "";
        do {
            String next = (first.contains("?") ? "&" : "?") + "page_token=" + encode(page);
            JsonNode answer = get(page.isEmpty() ? first : first + next);
            answer.path("files")
                    .forEach(file -> sizes.put(
                            file.path("path").asText(), file.path("file_size").asLong()));
            page = answer.path("next_page_token").asText();
        } while (!page.isEmpty());
        return sizes;
    }

    /** Whatever stands before a server may answer in its place, and in no other way than by success. */
    static JsonNode parse(String answer) throws SendException {
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

    /** The text of a part of an answer that must be there. */
    static String required(JsonNode value, String what) throws SendException {
        if (value.asText().isEmpty()) {
            throw SendException.later("an answer without " + what + ": this may not be an MLflow server", null);
        }
        return value.asText();
    }

    @Override
    public void close() {
        connection.close();
    }
}
