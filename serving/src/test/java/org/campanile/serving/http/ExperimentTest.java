package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.experiment.Arm;
import org.campanile.serving.experiment.Assignment;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.experiment.ExposureLogSettings;
import org.campanile.serving.experiment.TrafficSplit;
import org.campanile.serving.http.ServiceFixture.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is expected of the items follows from the table of {@link org.campanile.serving.funnel.SmallModel}. */
class ExperimentTest {
    private static final String NAME = "towers";
    private static final double HOLD_OUT = .25;
    private static final int USERS = 200;

    @TempDir
    private Path folder;

    private record Row(String user, String experiment, String arm, String version, long position, String item) {}

    private ExposureLog log() {
        return ExposureLog.open(new LocalFileStore(folder.resolve("exposures")), ExposureLogSettings.DEFAULTS);
    }

    private ServiceFixture comparing() {
        return ServiceFixture.comparing(folder, ServiceFixture.SETTINGS, NAME, HOLD_OUT, log());
    }

    private static String recommend(String user) {
        return "{\"user_id\": \"" + user + "\", \"hist_item\": [\"v1\"], \"top_k\": 2}";
    }

    private static List<String> items(JsonNode list) {
        List<String> items = new ArrayList<>();
        list.path("items").forEach(item -> items.add(item.path("item_id").asText()));
        return items;
    }

    private static String arm(Answer answer) {
        return answer.body().path("assignment").path("arm").asText();
    }

    private static Map<String, String> arms(Function<String, Answer> ask) {
        Map<String, String> arms = new HashMap<>();
        for (int user = 0; user < USERS; user++) {
            arms.put("u" + user, arm(ask.apply("u" + user)));
        }
        return arms;
    }

    @Test
    void everyUserGetsTheVersionOfTheirArmAndHeldOutOnesPopularItems() {
        try (ServiceFixture service = comparing()) {
            TrafficSplit split = new TrafficSplit(
                    NAME, List.of(new Arm(service.version(1), .5), new Arm(service.version(2), .5)), HOLD_OUT);
            for (int user = 0; user < 40; user++) {
                Assignment expected = split.assign("u" + user);
                JsonNode body =
                        service.post("/rec/recommend", recommend("u" + user)).body();

                assertThat(body.path("assignment").toString())
                        .isEqualTo("{\"experiment\":\"towers\",\"arm\":\"" + expected.arm() + "\"}");
                if (expected.isHeldOut()) {
                    assertThat(body.path("version").asText()).isEqualTo(service.version(1));
                    assertThat(body.path("source").asText()).isEqualTo("popularity");
                    assertThat(items(body)).containsExactly("v5", "v4");
                } else {
                    assertThat(body.path("version").asText()).isEqualTo(expected.arm());
                    assertThat(body.path("source").asText()).isEqualTo("retrieval");
                    assertThat(items(body)).containsExactly("v2", "v3");
                }
            }
            // They are no fallbacks: something is known of them.
            assertThat(service.text("/metrics")).contains("campanile_fallbacks_total 0.0");
        }
    }

    @Test
    void theSharesAreThoseAskedForAndUsersStayInTheirArmsAfterARestart() {
        Map<String, String> before;
        String first;
        String second;
        try (ServiceFixture service = comparing()) {
            first = service.version(1);
            second = service.version(2);
            before = arms(user -> service.post("/rec/recommend", recommend(user)));
        }
        Map<String, Long> users =
                before.values().stream().collect(Collectors.groupingBy(arm -> arm, Collectors.counting()));
        assertThat(users).containsOnlyKeys("hold-out", first, second);
        // Binomial of 200: of 1/4 the mean is 50 and the deviation 6.1, of 3/8 they are 75 and 6.8; four deviations.
        assertThat(users.get("hold-out")).isBetween(26L, 74L);
        assertThat(users.get(first)).isBetween(48L, 102L);
        assertThat(users.get(second)).isBetween(48L, 102L);

        try (ServiceFixture restarted = comparing()) {
            assertThat(arms(user -> restarted.post("/rec/recall", recommend(user))))
                    .isEqualTo(before);
        }
    }

    @Test
    void theLogHasARowForEachItemOfEachAnswerAndNoneOfFailures() throws IOException {
        List<Row> expected = new ArrayList<>();
        try (ServiceFixture service = comparing()) {
            for (int user = 0; user < 30; user++) {
                String id = "u" + user;
                Answer recommended = service.post("/rec/recommend", recommend(id));
                expected.addAll(rows(id, recommended.body(), recommended.body()));
                Answer recalled = service.post("/rec/recall", recommend(id));
                expected.addAll(rows(
                        id, recalled.body(), recalled.body().path("results").get(0)));

                for (String path : List.of("/rec/recommend", "/rec/recall")) {
                    assertThat(service.post(path, "{\"user_id\": \"" + id + "\", \"top_k\": 99}")
                                    .status())
                            .isEqualTo(400);
                }
            }
            assertThat(service.post("/rec/recommend", "{\"hist_item\": [\"v1\"]}")
                            .status())
                    .isEqualTo(200);
            assertThat(service.post("/rec/recall", "{\"hist_item\": [[\"v1\"], [\"v2\"]]}")
                            .status())
                    .isEqualTo(200);
            assertThat(service.post("/rec/similar", "{\"item_id\": \"v1\"}").status())
                    .isEqualTo(200);
        }

        assertThat(expected).hasSize(30 * 2 * 2);
        assertThat(logged()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<Row> rows(String user, JsonNode body, JsonNode list) {
        List<Row> rows = new ArrayList<>();
        for (String item : items(list)) {
            rows.add(new Row(
                    user,
                    body.path("assignment").path("experiment").asText(),
                    body.path("assignment").path("arm").asText(),
                    body.path("version").asText(),
                    rows.size() + 1L,
                    item));
        }
        return rows;
    }

    private List<Row> logged() throws IOException {
        Path exposures = folder.resolve("exposures");
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(exposures)) {
            files.forEach(file -> rows.addAll(rows(TableFile.read(
                    new LocalFileStore(exposures), file.getFileName().toString()))));
        }
        return rows;
    }

    private static List<Row> rows(List<TableColumn> file) {
        Map<String, TableColumn> columns = file.stream().collect(Collectors.toMap(TableColumn::name, column -> column));
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < columns.get("user").rows(); row++) {
            rows.add(new Row(
                    text(columns, "user", row),
                    text(columns, "experiment", row),
                    text(columns, "arm", row),
                    text(columns, "version", row),
                    ((TableColumn.Longs) columns.get("position")).values()[row],
                    text(columns, "item", row)));
        }
        return rows;
    }

    private static String text(Map<String, TableColumn> columns, String name, int row) {
        return ((TableColumn.Texts) columns.get(name)).values()[row];
    }

    /** Each answer comes too late, so that nobody was shown anything. */
    @Test
    void whatIsGivenUpIsNotWrittenDown() {
        ServiceSettings usual = ServiceFixture.SETTINGS;
        ServiceSettings late = new ServiceSettings(
                usual.host(),
                usual.port(),
                usual.tls(),
                usual.access(),
                usual.limits(),
                usual.places(),
                Duration.ofNanos(1),
                usual.draining());
        ExposureLog log = log();
        try (ServiceFixture service = ServiceFixture.comparing(folder, late, NAME, 0, log)) {
            for (int user = 0; user < 5; user++) {
                assertThat(service.post("/rec/recommend", recommend("u" + user)).status())
                        .isEqualTo(503);
            }
        }

        assertThat(log.written() + log.dropped()).isZero();
    }

    @Test
    @Timeout(60)
    void metricsTellWhatBecameOfTheRows() {
        ExposureLog eager = ExposureLog.open(
                new LocalFileStore(folder.resolve("exposures")),
                new ExposureLogSettings(100, 1, Duration.ofMinutes(1)));
        try (ServiceFixture service =
                ServiceFixture.comparing(folder, ServiceFixture.SETTINGS, NAME, HOLD_OUT, eager)) {
            assertThat(service.text("/metrics"))
                    .contains("campanile_exposures_total{result=\"written\"} 0.0")
                    .contains("campanile_model_info{dim=\"2\",version=\"" + service.version(1) + "\"} 1")
                    .contains("campanile_model_info{dim=\"2\",version=\"" + service.version(2) + "\"} 1");

            service.post("/rec/recommend", recommend("u1"));
            while (!service.text("/metrics").contains("campanile_exposures_total{result=\"written\"} 2.0")) {
                Thread.onSpinWait();
            }
            assertThat(service.text("/metrics")).contains("campanile_exposures_total{result=\"dropped\"} 0.0");
        }
    }

    @Test
    void requestsWithoutAUserAreAnsweredByTheCurrentVersionWithoutAssignment() {
        try (ServiceFixture service = comparing()) {
            Map<String, String> bodies = Map.of(
                    "/rec/recommend", "{\"hist_item\": [\"v1\"]}",
                    "/rec/recall", "{\"hist_item\": [[\"v1\"], [\"v2\"]]}",
                    "/rec/similar", "{\"item_id\": \"v1\"}");
            bodies.forEach((path, body) -> {
                JsonNode answer = service.post(path, body).body();
                assertThat(answer.path("version").asText()).as(path).isEqualTo(service.version(1));
                assertThat(answer.has("assignment")).as(path).isFalse();
            });
        }
    }

    @Test
    void versionsThatAreComparedAreNotReplaced() {
        try (ServiceFixture service = comparing()) {
            String sentence = "Experiment towers compares the version that is served with version " + service.version(2)
                    + ": start the service without --against to serve others.";
            for (String path : List.of("/admin/reload", "/admin/rollback")) {
                Answer answer = service.postWithToken(path, "{}");
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.error()).isEqualTo(sentence);
            }
        }
    }

    @Test
    void whoIsHeldOutStaysSoWhenAnotherVersionIsServed() {
        try (ServiceFixture service = ServiceFixture.holdingOut(folder, NAME, HOLD_OUT)) {
            Map<String, String> before = arms(user -> service.post("/rec/recommend", recommend(user)));
            assertThat(before.values()).contains("hold-out", service.version(1));

            service.postWithToken("/admin/reload", "{\"run\": \"2\"}");
            before.replaceAll((user, arm) -> arm.equals("hold-out") ? arm : service.version(2));
            assertThat(arms(user -> service.post("/rec/recommend", recommend(user))))
                    .isEqualTo(before);
        }
    }
}
