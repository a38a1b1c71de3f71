package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {
    private static final SnakeCaseStrategy NAMES = (SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE;

    private final JsonNode document = OpenApiDocument.of(ServiceFixture.LIMITS, AccessSettings.WITHOUT_TOKEN)
            .tree();

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** A call that was not documented, or is documented and not there, would be seen by its status. */
    @Test
    void everyDocumentedCallIsServedAndTheRestIsThePageItself(@TempDir Path folder) {
        try (ServiceFixture service = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            document.path("paths")
                    .fields()
                    .forEachRemaining(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                        int status = method.equals("get")
                                ? service.text(path.getKey()).isEmpty() ? 0 : 200
                                : service.post(path.getKey(), "{\"unknown\": 1}")
                                        .status();
                        assertThat(status).as(path.getKey()).isIn(200, 400, 401);
                    }));
        }
        assertThat(names(document.path("paths")))
                .containsExactlyInAnyOrder(
                        "/rec/recall",
                        "/rec/recommend",
                        "/rec/similar",
                        "/rec/count",
                        "/rec/insert_data",
                        "/rec/drop",
                        "/qa/drop",
                        "/admin/reload",
                        "/admin/rollback",
                        "/health",
                        "/ready",
                        "/metrics");
    }

    @Test
    void bodiesHaveTheFieldsThatAreDocumented() {
        Map<String, Class<? extends Record>> records = Map.of(
                "Recall", RecommendationCalls.Recall.class,
                "Recommend", RecommendationCalls.Recommend.class,
                "Similar", RecommendationCalls.Similar.class,
                "Rules", RuleBody.Rules.class,
                "Rule", RuleBody.class,
                "Insert", CollectionCalls.Insert.class,
                "Reload", VersionCalls.Reload.class,
                "Assignment", RecommendationCalls.Assigned.class,
                "RecallAnswer", RecommendationCalls.RecallAnswer.class,
                "Items", RecommendationCalls.ItemsAnswer.class);
        records.forEach((name, record) -> {
            JsonNode schema = document.path("components").path("schemas").path(name);
            assertThat(names(schema.path("properties"))).as(name).isEqualTo(fields(record));
            if (!List.of("Assignment", "RecallAnswer", "Items").contains(name)) {
                assertThat(schema.path("additionalProperties").isBoolean())
                        .as(name)
                        .isTrue();
            }
        });
    }

    private static Set<String> fields(Class<? extends Record> record) {
        Set<String> fields = new TreeSet<>();
        Arrays.stream(record.getRecordComponents())
                .forEach(component -> fields.add(NAMES.translate(component.getName())));
        return fields;
    }

    @Test
    void limitsAreThoseOfTheService() {
        JsonNode schemas = document.path("components").path("schemas");
        assertThat(schemas.path("TopK").path("maximum").asInt()).isEqualTo(4);
        assertThat(schemas.path("Ids").path("maxItems").asInt()).isEqualTo(6);
        assertThat(schemas.path("Features").path("maxProperties").asInt()).isEqualTo(2);
        assertThat(document.toString()).doesNotContain("x-limit");
    }

    @Test
    void examplesOfTheDocumentAreAccepted(@TempDir Path folder) {
        try (ServiceFixture service = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            List<String> accepted = new ArrayList<>();
            document.path("paths").fields().forEachRemaining(path -> {
                JsonNode reference = path.getValue().at("/post/requestBody/content/application~1json/schema/$ref");
                JsonNode example = document.at(reference.asText().replace("#", "") + "/example");
                if (!reference.isMissingNode() && !path.getKey().contains("similar")) {
                    String body = example.toString().replace("\"top_k\":10", "\"top_k\":4");
                    assertThat(service.postWithToken(path.getKey(), body).status())
                            .as(body)
                            .isEqualTo(200);
                    accepted.add(path.getKey());
                }
            });
            assertThat(accepted).containsExactly("/rec/recall", "/rec/recommend", "/rec/insert_data", "/admin/reload");
        }
    }
}
