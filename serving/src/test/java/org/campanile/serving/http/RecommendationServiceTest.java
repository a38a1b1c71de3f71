package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.HeldIndex;
import org.campanile.serving.http.ServiceFixture.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is expected follows from the table of {@link org.campanile.serving.funnel.SmallModel}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecommendationServiceTest {
    @TempDir
    private static Path folder;

    private ServiceFixture service;

    /* One for all: a test that changes what is served changes it back. */
    @BeforeAll
    void start() {
        service = new ServiceFixture(folder, ServiceFixture.SETTINGS);
    }

    @AfterAll
    void end() {
        service.close();
    }

    private static List<String> items(JsonNode list) {
        List<String> items = new ArrayList<>();
        list.path("items").forEach(item -> items.add(item.path("item_id").asText()));
        return items;
    }

    @Test
    void recallAnswersOneOrSeveralHistories() {
        Answer one = service.post("/rec/recall", """
                {"top_k": 2, "hist_item": ["v1"]}""");
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.body().path("version").asText()).isEqualTo(service.version(1));
        assertThat(one.body().path("results")).hasSize(1);
        assertThat(items(one.body().path("results").get(0))).containsExactly("v2", "v3");
        assertThat(one.body()
                        .path("results")
                        .get(0)
                        .path("items")
                        .get(0)
                        .path("score")
                        .floatValue())
                .isEqualTo(.9f);

        Answer several = service.post("/rec/recall", """
                {"top_k": 1, "hist_item": [["v4"], [], ["v1", "v2"]]}""");
        List<String> firsts = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        several.body().path("results").forEach(result -> {
            firsts.addAll(items(result));
            sources.add(result.path("source").asText());
        });
        assertThat(firsts).containsExactly("v3", "v5", "v3");
        assertThat(sources).containsExactly("retrieval", "popularity", "retrieval");
    }

    @Test
    void recallTakesAUserWithFeaturesAndAnswersTheUnknownOneByPopularity() {
        Answer answer = service.post("/rec/recall", """
                {"top_k": 3, "user_id": 17, "features": {"age": 30, "tags": ["a", 1.5]}}""");
        assertThat(items(answer.body().path("results").get(0))).containsExactly("v5", "v4", "v3");
        assertThat(answer.body().path("results").get(0).path("source").asText()).isEqualTo("popularity");
    }

    @Test
    void recommendLeavesOutWhatWasSeenAndWhatRulesForbid() {
        Answer answer = service.post("/rec/recommend", """
                {"hist_item": ["v1"], "seen_item": ["v2"], "rules": {"deny": {"features": {"genres": ["v3"]}}}}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(items(answer.body())).containsExactly("v3", "v4");
        assertThat(answer.body().path("source").asText()).isEqualTo("retrieval");
    }

    @Test
    void similarAnswersTheNearestItemsOfAnItem() {
        assertThat(items(service.post("/rec/similar", """
                {"item_id": "v4", "top_k": 2}""").body())).containsExactly("v3", "v2");
        Answer unknown = service.post("/rec/similar", """
                {"item_id": "v9"}""");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.error()).isEqualTo("Item \"v9\" is not among the 5 items of the version that is served.");
    }

    @Test
    void whatIsDroppedIsCountedAndFoundAgainAfterInsertion() {
        assertThat(service.post("/rec/count", "").body().path("count").asInt()).isEqualTo(5);
        assertThat(service.postWithToken("/rec/drop", "{}").body().path("count").asInt())
                .isZero();
        assertThat(service.get("/ready").status()).isEqualTo(503);
        assertThat(service.get("/ready").error()).isEqualTo("All items were dropped: insert some by /rec/insert_data.");

        assertThat(service.postWithToken("/rec/insert_data", """
                {"item_ids": ["v2", "v5"]}""")
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
        assertThat(items(service.post("/rec/recommend", """
                {"hist_item": ["v1"]}""").body())).containsExactly("v2", "v5");
        assertThat(service.postWithToken("/qa/drop", "").body().path("count").asInt())
                .isZero();
        assertThat(service.postWithToken("/rec/insert_data", "{}").body().toString())
                .isEqualTo("{\"version\":\"" + service.version(1) + "\",\"count\":5,\"items\":5}");
        assertThat(service.get("/ready").body().toString())
                .isEqualTo("{\"status\":\"ready\",\"version\":\"" + service.version(1) + "\",\"count\":5}");
    }

    @Test
    void aVersionIsLoadedAndRolledBack() {
        try (ServiceFixture fresh = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            Answer early = fresh.postWithToken("/admin/rollback", "");
            assertThat(early.status()).isEqualTo(409);
            assertThat(early.error()).startsWith("There is no earlier version to roll back to");
        }
        assertThat(service.postWithToken("/admin/reload", """
                {"run": "2"}""")
                        .body()
                        .path("version")
                        .asText())
                .isEqualTo(service.version(2));
        assertThat(service.post("/rec/count", "{}").body().path("version").asText())
                .isEqualTo(service.version(2));
        assertThat(service.text("/metrics"))
                .contains("campanile_model_info{dim=\"2\",version=\"" + service.version(2) + "\"} 1")
                .doesNotContain(service.version(1));

        Answer bad = service.postWithToken("/admin/reload", """
                {"run": "bad"}""");
        assertThat(bad.status()).isEqualTo(409);
        assertThat(bad.error()).isEqualTo("The run bad has no bundle.");
        assertThat(service.postWithToken("/admin/rollback", "")
                        .body()
                        .path("version")
                        .asText())
                .isEqualTo(service.version(1));
    }

    @Test
    void callsThatChangeWhatIsServedNeedTheToken() {
        for (String path : List.of("/rec/insert_data", "/rec/drop", "/qa/drop", "/admin/reload", "/admin/rollback")) {
            assertThat(service.post(path, "{}").status()).as(path).isEqualTo(401);
            Answer wrong = service.send(
                    path,
                    request -> request.header("Authorization", "Bearer a-token-of-these-test")
                            .POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(wrong.status()).as(path).isEqualTo(401);
            assertThat(wrong.error())
                    .isEqualTo("This call needs the service's token: send the header Authorization: Bearer TOKEN.");
        }
        assertThat(service.post("/rec/count", "{}").body().path("count").asInt())
                .isEqualTo(5);
    }

    @Test
    void withoutATokenThoseCallsAreOff() {
        try (ServiceFixture open = new ServiceFixture(folder, access(AccessSettings.WITHOUT_TOKEN))) {
            Answer answer = open.postWithToken("/rec/drop", "{}");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.error())
                    .isEqualTo(
                            "Calls that change what is served are off: start the service with a token to turn them on.");
        }
    }

    @Test
    void theTokenMayBeAskedForAllCallsButHealthAndDocumentation() {
        AccessSettings all = new AccessSettings(ServiceFixture.TOKEN, AccessSettings.Protection.ALL);
        try (ServiceFixture closed = new ServiceFixture(folder, access(all))) {
            assertThat(closed.post("/rec/count", "{}").status()).isEqualTo(401);
            assertThat(closed.get("/metrics").status()).isEqualTo(401);
            assertThat(closed.postWithToken("/rec/count", "{}").status()).isEqualTo(200);
            assertThat(closed.get("/health").status()).isEqualTo(200);
            assertThat(closed.get("/ready").status()).isEqualTo(200);
            assertThat(closed.get("/openapi.json").body().path("security").toString())
                    .isEqualTo("[{\"token\":[]}]");
        }
    }

    private static ServiceSettings access(AccessSettings access) {
        ServiceSettings settings = ServiceFixture.SETTINGS;
        return new ServiceSettings(
                settings.host(),
                0,
                Optional.empty(),
                access,
                settings.limits(),
                settings.places(),
                settings.timeout(),
                settings.draining());
    }

    @Test
    void aTokenThatCanBeGuessedOrNotBeSentIsRefused() {
        assertThatThrownBy(() -> new AccessSettings("secret", AccessSettings.Protection.ADMIN))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The token has 6 characters, which can be guessed: use at least 16, such as openssl rand -hex 32"
                                + " gives.");
        assertThatThrownBy(() -> new AccessSettings("sixteen letters and spaces", AccessSettings.Protection.ADMIN))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The token has a space or a character that is not ASCII, which a header cannot hold.");
        assertThat(new AccessSettings(ServiceFixture.TOKEN, AccessSettings.Protection.ADMIN).toString())
                .doesNotContain(ServiceFixture.TOKEN);
    }

    @Test
    void whatExceedsALimitIsRefusedInOneSentence() {
        assertRefused("/rec/recall", "{\"hist_item\": [], \"top_k\": 5}", 400, "top_k is 5; allowed: 1 to 4.");
        assertRefused("/rec/recall", "{\"hist_item\": [], \"top_k\": 0}", 400, "top_k is 0; allowed: 1 to 4.");
        assertRefused(
                "/rec/recall",
                "{\"hist_item\": [1, 2, 3, 4, 5, 6, 7]}",
                400,
                "hist_item has 7 entries; allowed: at most 6.");
        assertRefused(
                "/rec/recall",
                "{\"hist_item\": [[], [], [], []]}",
                400,
                "hist_item has the histories of 4 users; allowed: at most 3.");
        assertRefused(
                "/rec/recommend",
                "{\"features\": {\"a\": 1, \"b\": 2, \"c\": 3}}",
                400,
                "features has 3 features; allowed: at most 2.");
        assertRefused(
                "/rec/recommend",
                "{\"rules\": {\"deny\": {\"items\": [1, 2, 3, 4, 5, 6, 7]}}}",
                400,
                "rules.deny.items has 7 entries; allowed: at most 6.");
        assertRefused(
                "/rec/recall",
                "{\"hist_item\": [\"" + "v".repeat(2_000) + "\"]}",
                413,
                "The body is larger than the limit of 2000 bytes.");
    }

    @Test
    void whatIsNotAsDocumentedIsRefusedInOneSentence() {
        assertRefused("/rec/recall", "{}", 400, "The body names no user: give hist_item, or user_id, or features.");
        assertRefused(
                "/rec/recall",
                "{\"hist_items\": []}",
                400,
                "The body has the unknown field hist_items; known there: features, hist_item, top_k, user_id.");
        assertRefused(
                "/rec/recall",
                "{\"top_k\": \"3\"}",
                400,
                "The field top_k has a value of another type than this call takes.");
        assertRefused(
                "/rec/recall",
                "{\"hist_item\": [\"v1\", null]}",
                400,
                "The field hist_item has a value of another type than this call takes.");
        assertRefused(
                "/rec/recommend",
                "{\"rules\": {\"deny\": {\"items\": [\"v1\", {}]}}}",
                400,
                "The field rules.deny.items[1] has a value of another type than this call takes.");
        assertRefused(
                "/rec/recall",
                "{\"top_k\": 1, \"top_k\": 2}",
                400,
                "The body is no JSON of the form that this call takes: it fails at line 1, column 21.");
        assertRefused(
                "/rec/recall",
                "{\"features\": {\"age\": null}}",
                400,
                "The field features.age has a value of another type than this call takes.");
        assertRefused(
                "/rec/recall",
                "{\"features\": {\"age\": true}}",
                400,
                "The value of the feature \"age\" is neither a string nor a number nor a list of these.");
        assertRefused("/rec/similar", "{}", 400, "The field item_id is missing.");
        assertRefused("/rec/count", "null", 400, "The body is null: send an object, such as {}.");
        assertRefused("/rec/nothing", "{}", 404, "There is no call POST at this path; /docs lists all.");
        Answer method = service.get("/rec/recall");
        assertThat(method.status()).isEqualTo(405);
        Answer type = service.send(
                "/rec/recall",
                request -> request.header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"hist_item\": []}")));
        assertThat(type.status()).isEqualTo(415);
    }

    private void assertRefused(String path, String body, int status, String sentence) {
        Answer answer = service.post(path, body);
        assertThat(answer.error()).isEqualTo(sentence);
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void aRequestThatTakesTooLongIsGivenUpWithATimeToTryAgain() {
        ServiceSettings hasty = new ServiceSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                AccessSettings.WITHOUT_TOKEN,
                ServiceFixture.LIMITS,
                8,
                Duration.ofNanos(1),
                Duration.ofMinutes(1));
        try (ServiceFixture busy = new ServiceFixture(folder, hasty)) {
            Answer answer = busy.post("/rec/recall", "{\"hist_item\": [\"v1\"]}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.retryAfter()).contains("1");
            assertThat(busy.get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void whatComesWhenAllPlacesAreTakenIsSentAwayAndThoseInsideAreAnswered() throws Exception {
        ServiceSettings single = new ServiceSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                AccessSettings.WITHOUT_TOKEN,
                ServiceFixture.LIMITS,
                1,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        HeldIndex index = new HeldIndex(service.version(1));
        ExecutorService client = Executors.newSingleThreadExecutor();
        try (ServiceFixture busy = new ServiceFixture(folder, single, version -> index)) {
            Future<Answer> inside = client.submit(() -> busy.post("/rec/recall", "{\"hist_item\": [\"v1\"]}"));
            index.awaitSearch();

            Answer refused = busy.post("/rec/recall", "{\"hist_item\": [\"v1\"]}");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.retryAfter()).contains("1");
            assertThat(refused.error()).isEqualTo("The service works on 1 requests already: try again later.");
            assertThat(busy.get("/health").status()).isEqualTo(200);
            assertThat(busy.text("/metrics")).contains("campanile_requests_in_flight 1.0");
            index.release();
            assertThat(inside.get().status()).isEqualTo(200);
        } finally {
            index.release();
            client.shutdown();
        }
    }

    @Test
    void metricsTellOfCallsStagesBatchesAndTheMachine() {
        try (ServiceFixture fresh = new ServiceFixture(folder, ServiceFixture.SETTINGS)) {
            fresh.post("/rec/recommend", "{\"hist_item\": [\"v1\"]}");
            fresh.post("/rec/recommend", "{\"hist_item\": []}");
            fresh.post("/rec/recommend", "[]");
            assertMetrics(fresh.text("/metrics"));
        }
    }

    private void assertMetrics(String metrics) {
        assertThat(metrics)
                .contains("campanile_requests_seconds_count{route=\"/rec/recommend\",status=\"200\"} 2")
                .contains("campanile_requests_seconds_count{route=\"/rec/recommend\",status=\"400\"} 1")
                .contains("campanile_requests_seconds_bucket{route=\"/rec/recommend\",status=\"200\",le=\"0.01\"}")
                .contains("campanile_stage_seconds_count{stage=\"retrieval\"} 1")
                .contains("campanile_stage_seconds_count{stage=\"popularity\"} 1")
                .contains("campanile_fallbacks_total 1.0")
                .contains("campanile_batch_queries_count 1")
                .contains("campanile_index_items 5.0")
                .contains("campanile_model_info{dim=\"2\",version=\"" + service.version(1) + "\"} 1")
                .contains("jvm_memory_used_bytes")
                .contains("process_cpu_usage");
    }

    @Test
    void thePageOfTheCallsComesWithEverythingItNeeds() {
        assertThat(service.text("/docs")).contains("/docs/swagger-ui-bundle.js").doesNotContain("http");
        assertThat(service.text("/docs/page.js")).contains("/openapi.json");
        assertThat(service.text("/docs/swagger-ui-bundle.js")).hasSizeGreaterThan(100_000);
        assertThat(service.text("/docs/swagger-ui.css")).contains(".swagger-ui");
    }

    @Test
    void anAddressThatIsTakenIsNamed() {
        ServiceSettings settings = ServiceFixture.SETTINGS;
        ServiceSettings taken = new ServiceSettings(
                "127.0.0.1",
                service.port(),
                Optional.empty(),
                settings.access(),
                settings.limits(),
                8,
                settings.timeout(),
                settings.draining());
        assertThatThrownBy(() -> new ServiceFixture(folder, taken))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The service cannot listen on 127.0.0.1:" + service.port()
                        + ": Address already in use; choose another address or port.");
    }
}
