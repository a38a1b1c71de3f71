package org.campanile.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of all calls in the form of OpenAPI 3, with the limits that this service was started with. */
final class OpenApiDocument {
    private final JsonNode tree;

    private OpenApiDocument(JsonNode tree) {
        this.tree = tree;
    }

    static OpenApiDocument of(RequestLimits limits, AccessSettings access) {
        JsonNode tree = read();
        // The document says x-limit where a limit belongs.
        replaceLimits(
                tree,
                Map.of(
                        "top-k", limits.topK(),
                        "list", limits.list(),
                        "users", limits.users(),
                        "features", limits.features()));
        if (access.protection() == AccessSettings.Protection.ALL) {
            secureAll(tree);
        }
        return new OpenApiDocument(tree);
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(
                OpenApiDocument.class.getResourceAsStream("openapi.yaml"), "openapi.yaml is not in the JAR")) {
            return new ObjectMapper()
                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replaceLimits(JsonNode node, Map<String, Integer> limits) {
        JsonNode name = node.path("x-limit");
        if (name.isTextual()) {
            String keyword = switch (node.path("type").asText()) {
                case "integer" -> "maximum";
                case "array" -> "maxItems";
                default -> "maxProperties";
            };
            ((ObjectNode) node).put(keyword, limits.get(name.textValue())).remove("x-limit");
        }
        node.forEach(child -> replaceLimits(child, limits));
    }

    /* What needs no token says so itself, by an empty list. */
    private static void secureAll(JsonNode tree) {
        ArrayNode security = ((ObjectNode) tree).putArray("security");
        security.addObject().putArray("token");
    }

    JsonNode tree() {
        return tree;
    }
}
