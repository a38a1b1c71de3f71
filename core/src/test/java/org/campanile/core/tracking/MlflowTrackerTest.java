package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.config.TrackingConfiguration.Checkpoints;
import org.campanile.core.metric.ConfidenceInterval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MlflowTrackerTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    private Path base;

    private FakeMlflow mlflow;
    private RunFolder folder;
    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void setUp() throws IOException {
        mlflow = new FakeMlflow();
        folder = RunFolder.create(base, "movielens", "two tower", Clock.fixed(START, ZoneOffset.UTC));
    }

    @AfterEach
    void tearDown() {
        mlflow.close();
        log.close();
    }

    private RunTracker open(SenderLimits limits) {
        return open(mlflow.uri(), Map.of(), limits);
    }

    private RunTracker open(String uri, Map<String, String> environment, SenderLimits limits) {
        return RunTrackers.open(new TrackingConfiguration(uri, true), folder, environment, limits);
    }

    private static SenderLimits closingWithin(Duration call, Duration close, int closingTries) {
        return new SenderLimits(call, close, Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(20), closingTries);
    }

    private static List<MetricPoint> losses(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(step -> new MetricPoint("train/loss", 1.0 / (step + 1), step, 1_700_000_000_000L + step))
                .toList();
    }

    private static RunProvenance provenance() {
        return new RunProvenance(
                DataFixture.movielens("data/ml", "f".repeat(64)),
                Map.of("run", 42L),
                Map.of("java", "17"),
                Map.of("rows", "9"));
    }

    @Test
    void everythingArrives() throws IOException {
        folder.writeConfiguration("name: x\n");
        Files.writeString(folder.bundle().resolve("model.json"), "{}");
        Files.createDirectories(folder.bundle().resolve("tables"));
        Files.writeString(folder.bundle().resolve("tables/item #1 + ü.txt"), "table");

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.parameters(Map.of("model.type", "dssm"));
            tracker.provenance(provenance());
            tracker.metrics(losses(0, 10));
            tracker.tags(Map.of("team", "search"));
            tracker.artifact(folder.bundle());
            tracker.result(new RunResult(Map.of("test/recall_at_50", 0.25), Map.of(), 1234, Map.of()));
            tracker.finish(RunStatus.FINISHED);
        }

        FakeMlflow.Run run = mlflow.run();
        assertThat(mlflow.violations()).isEmpty();
        assertThat(mlflow.experiments()).containsOnlyKeys("movielens");
        assertThat(run.name).isEqualTo("two tower");
        assertThat(run.startMillis).isEqualTo(START.toEpochMilli());
        assertThat(run.status).isEqualTo("FINISHED");
        assertThat(run.endMillis).isEqualTo(Instant.parse(folder.read().ended).toEpochMilli());
        assertThat(run.params).containsExactly(Map.entry("model.type", "dssm"));
        assertThat(run.metrics).containsExactlyElementsOf(losses(0, 10));
        assertThat(run.tags)
                .containsEntry("team", "search")
                .containsEntry("mlflow.user", System.getProperty("user.name"))
                .containsEntry("mlflow.source.name", "campanile")
                .containsEntry("mlflow.source.type", "LOCAL");
        assertThat(run.tags.get("mlflow.note.content"))
                .startsWith("dssm on movielens (data/ml)")
                .contains("| test/recall_at_50 | 0.25 |");
        assertThat(run.artifacts)
                .containsOnlyKeys(
                        "config.yaml",
                        "bundle/model.json",
                        "bundle/tables/item #1 + ü.txt",
                        "evaluation/metrics.json",
                        "plots/train-loss.png",
                        "summary.json",
                        "report.html")
                .containsEntry("bundle/tables/item #1 + ü.txt", "table")
                .containsEntry("summary.json", Files.readString(folder.path().resolve("summary.json")));
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void thePartsOfTheDataSetAreInputsWithSchemaAndProfile() throws IOException {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.provenance(provenance());
            tracker.provenance(provenance());
        }

        List<JsonNode> inputs = mlflow.run().inputs;
        assertThat(inputs)
                .extracting(input -> input.path("dataset").path("name").asText())
                .containsExactly("movielens-train", "movielens-test");
        assertThat(inputs)
                .extracting(input -> input.path("tags").path(0).toString())
                .containsExactly(
                        "{\"key\":\"mlflow.data.context\",\"value\":\"training\"}",
                        "{\"key\":\"mlflow.data.context\",\"value\":\"test\"}");
        JsonNode train = inputs.get(0).path("dataset");
        assertThat(train.path("digest").asText()).isEqualTo("f".repeat(36));
        assertThat(train.path("source_type").asText()).isEqualTo("local");
        assertThat(train.path("source").asText()).isEqualTo("{\"uri\":\"data/ml\"}");
        assertThat(train.path("profile").asText()).isEqualTo("{\"num_rows\": 8}");
        assertThat(Json.MAPPER.readTree(train.path("schema").asText()))
                .hasToString("{\"mlflow_colspec\":[{\"type\":\"integer\",\"name\":\"user\",\"required\":true},"
                        + "{\"type\":\"float\",\"name\":\"age\",\"required\":true},"
                        + "{\"type\":\"array\",\"name\":\"tags\",\"required\":true,\"items\":{\"type\":\"integer\"}},"
                        + "{\"type\":\"float\",\"name\":\"label\",\"required\":true}]}");
    }

    @Test
    void dataOfAnObjectStoreNameTheStore() throws IOException {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.provenance(
                    new RunProvenance(DataFixture.movielens("s3a://bucket/ml", "abc"), Map.of(), Map.of(), Map.of()));
        }

        assertThat(mlflow.run()
                        .inputs
                        .get(0)
                        .path("dataset")
                        .path("source_type")
                        .asText())
                .isEqualTo("s3");
    }

    @Test
    void aNestedRunIsShownBelowItsParent() {
        open(FakeMlflow.EAGER).close();
        String parent = mlflow.run().id;
        folder = folder.createNested("trial 1", Clock.fixed(START, ZoneOffset.UTC));
        open(FakeMlflow.EAGER).close();

        FakeMlflow.Run trial = mlflow.run("trial 1");
        assertThat(trial.experiment).isEqualTo("1");
        assertThat(trial.tags).containsEntry("mlflow.parentRunId", parent);
        assertThat(mlflow.violations()).isEmpty();
    }

    @Test
    void aNestedRunWaitsForItsParent() {
        RunFolder parent = folder;
        folder = parent.createNested("trial 1", Clock.fixed(START, ZoneOffset.UTC));
        open(closingWithin(Duration.ofSeconds(10), Duration.ofSeconds(20), 2)).close();
        assertThat(mlflow.runCount()).isZero();
        assertThat(log.warnings()).first().asString().contains("the run that it belongs to is not there yet");

        RunTrackers.open(new TrackingConfiguration("", true), parent, Map.of(), FakeMlflow.EAGER)
                .close();
        RunSync.sync(parent, mlflow.uri(), Map.of(), FakeMlflow.EAGER);
        RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);

        assertThat(mlflow.run("trial 1").tags).containsEntry("mlflow.parentRunId", mlflow.run("two tower").id);
    }

    @Test
    void tagsThatMlflowShowsAreThereWhenTheRunAppears() throws InterruptedException {
        mlflow.fail("runs/log-batch", 1000, FakeMlflow.status(503, ""));
        Map<String, String> tags = new RunSource("campanile train c.yaml", base).tags(Map.of());
        RunTracker tracker = RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), FakeMlflow.EAGER);
        tracker.tags(tags);
        tracker.tags(Map.of("team", "search"));
        tracker.close();
        assertThatThrownBy(() -> RunSync.sync(
                        folder,
                        mlflow.uri(),
                        Map.of(),
                        closingWithin(Duration.ofSeconds(10), Duration.ofSeconds(20), 1)))
                .hasMessageContaining("HTTP 503");

        assertThat(mlflow.run().tags).containsAllEntriesOf(tags).doesNotContainKey("team");
    }

    @Test
    void aFailureIsSentWithItsReasonAndForgottenOnceTheRunHasGoneOn() {
        IllegalStateException failure = new IllegalStateException("out of | luck");
        try (RunTracker tracker = open(FakeMlflow.EAGER);
                RunGuard guard = RunGuard.over(tracker)) {
            assertThatThrownBy(() -> guard.watch(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
        }
        assertThat(mlflow.run().status).isEqualTo("FAILED");
        assertThat(mlflow.run().tags).containsEntry("error", "out of | luck");
        assertThat(mlflow.run().tags.get("mlflow.note.content")).contains("**failed**: out of \\| luck");

        try (RunTracker tracker = open(FakeMlflow.EAGER);
                RunGuard guard = RunGuard.over(tracker)) {
            assertThat(guard.watch(() -> "done")).isEqualTo("done");
        }
        assertThat(mlflow.run().status).isEqualTo("FINISHED");
        assertThat(mlflow.run().tags).containsEntry("error", "");
        assertThat(mlflow.run().tags.get("mlflow.note.content")).doesNotContain("luck");
    }

    @Test
    void theNoteShowsMetricsBesideBaselinesAndStaysWithinTheServersLimit() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
        IntStream.range(0, 30).forEach(i -> metrics.put("test/a_rather_long_name_of_a_metric_at_" + i, 0.5));
        IntStream.range(0, 20).forEach(i -> baselines.put("baseline-" + i, metrics));
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.result(new RunResult(metrics, baselines, 1, Map.of()));
        }

        assertThat(mlflow.violations()).isEmpty();
        assertThat(mlflow.run().tags.get("mlflow.note.content"))
                .contains("| metric | value | baseline-0 | baseline-1 |", "|---|---:|---:|---:|")
                .contains("| test/a_rather_long_name_of_a_metric_at_0 | 0.5 | 0.5 | 0.5 |")
                .endsWith("| 0.5 |\n")
                .hasSizeLessThan(4500);
    }

    @Test
    void namesAndValuesAreMadeToFitTheServersLimits() {
        Map<String, String> parameters = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(i -> parameters.put("option." + i, "v"));
        parameters.put("/a//b@(c)/../d/", "x".repeat(7000));
        parameters.put("k".repeat(300), "");

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.parameters(parameters);
            tracker.metrics(List.of(new MetricPoint("test/slice/gender=F/recall_at_50", 0.5, 1, 2)));
            tracker.tags(Map.of("long", "t".repeat(9000)));
        }

        FakeMlflow.Run run = mlflow.run();
        assertThat(mlflow.violations()).isEmpty();
        assertThat(run.params)
                .hasSize(252)
                .containsEntry("a/b__c_/_/d", "x".repeat(6000))
                .containsKey("k".repeat(250));
        assertThat(run.metrics).containsExactly(new MetricPoint("test/slice/gender_F/recall_at_50", 0.5, 1, 2));
        assertThat(run.tags).containsEntry("long", "t".repeat(5000));
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void manyMetricsGoInBatchesOfOneThousand() {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 2500));
        }

        assertThat(mlflow.violations()).isEmpty();
        assertThat(mlflow.run().metrics).containsExactlyElementsOf(losses(0, 2500));
    }

    @Test
    void valuesThatAreNotFiniteArrive() {
        List<MetricPoint> points = List.of(
                new MetricPoint("train/loss", Double.NaN, 1, 1),
                new MetricPoint("train/loss", Double.POSITIVE_INFINITY, 2, 2),
                new MetricPoint("train/loss", Double.NEGATIVE_INFINITY, 3, 3));

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(points);
        }

        assertThat(mlflow.run().metrics).containsExactlyElementsOf(points);
    }

    @Test
    void metricsArriveWhileTheRunGoesOn() throws InterruptedException {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 5));
            mlflow.await(() -> mlflow.runCount() == 1 && mlflow.run().metrics.size() == 5);
            tracker.metrics(losses(5, 9));
            mlflow.await(() -> mlflow.run().metrics.size() == 9);
            assertThat(mlflow.run().status).isEqualTo("RUNNING");
        }
    }

    @Test
    void aRunThatIsClosedWithoutAnEndHasFailed() {
        open(FakeMlflow.EAGER).close();

        assertThat(mlflow.run().status).isEqualTo("FAILED");
        assertThat(folder.summary().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void aServerInTroubleIsTriedAgainUntilEverythingArrives() throws IOException {
        // The client itself tries three times on 500; four rounds of three.
        mlflow.fail("experiments/get-by-name", 12, FakeMlflow.status(500, "<html>oops</html>"));
        mlflow.fail("runs/create", 1, FakeMlflow.status(200, "<html>maintenance</html>"));
        mlflow.fail("runs/log-batch", 1, FakeMlflow.status(429, "{}", "Retry-After", "1"));
        mlflow.fail("runs/update", 3, FakeMlflow.status(503, ""));
        mlflow.fail("mlflow-artifacts", 2, FakeMlflow.status(429, "", "Retry-After", "0"));
        folder.writeConfiguration("name: x\n");

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 10));
            tracker.finish(RunStatus.FINISHED);
        }

        assertThat(mlflow.run().metrics).hasSize(10);
        assertThat(mlflow.run().status).isEqualTo("FINISHED");
        assertThat(mlflow.run().artifacts).containsKey("config.yaml");
        assertThat(log.warnings())
                .isNotEmpty()
                .allMatch(warning -> warning.contains("does not take this run for now"))
                .first()
                .asString()
                .contains(mlflow.uri(), "HTTP 500 oops", folder.path().toString());
    }

    @Test
    void aRunWhoseCreationWasNotConfirmedIsFoundAgain() {
        // The server creates the run, and the answer gets lost.
        mlflow.fail("runs/create", 1, mlflow.lostAnswer());

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 3));
        }

        assertThat(mlflow.run().metrics).hasSize(3);
    }

    @Test
    void aSilentServerHoldsUpNobody() throws InterruptedException {
        mlflow.fail("", 1000, mlflow.silence());
        // Whoever waited for the server would wait for five minutes, and the test end before.
        SenderLimits limits = closingWithin(Duration.ofMinutes(5), Duration.ofSeconds(20), 1000);

        try (RunTracker tracker = open(limits)) {
            mlflow.await(() -> mlflow.requests().size() == 1);
            tracker.parameters(Map.of("a", "b"));
            tracker.metrics(losses(0, 1000));
            tracker.finish(RunStatus.FINISHED);
            assertThat(mlflow.requests()).hasSize(1);
            mlflow.release();
        }

        assertThat(mlflow.run().metrics).hasSize(1000);
        assertThat(mlflow.run().status).isEqualTo("FINISHED");
    }

    @Test
    void aCallWithoutAnAnswerIsGivenUpAndMadeAgain() {
        mlflow.fail("experiments/get-by-name", 2, mlflow.silence());

        try (RunTracker tracker = open(closingWithin(Duration.ofMillis(300), Duration.ofSeconds(20), 1000))) {
            tracker.metrics(losses(0, 10));
        }

        assertThat(mlflow.run().metrics).hasSize(10);
        assertThat(log.warnings()).first().asString().contains("no answer within 0.3 s");
    }

    @Test
    void closingEndsWithinItsLimitAndSaysWhatToDo() throws IOException, InterruptedException {
        mlflow.fail("", 1000, mlflow.silence());
        SenderLimits limits = closingWithin(Duration.ofMinutes(5), Duration.ofMillis(200), 1000);
        RunTracker tracker = open(limits);
        tracker.metrics(losses(0, 7));
        tracker.finish(RunStatus.FINISHED);
        mlflow.await(() -> mlflow.requests().size() == 1);

        long begun = System.nanoTime();
        tracker.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(log.warnings())
                .containsExactly(
                        "MLflow at %s has not taken everything; the run is recorded in %s: `campanile runs sync %s --output %s` sends what is left."
                                .formatted(mlflow.uri(), folder.path(), mlflow.uri(), base));
        assertThat(folder.summary().status()).isEqualTo(RunStatus.FINISHED);
        assertThat(MetricLog.read(folder.metrics(), 0, 100).points()).isEqualTo(losses(0, 7));
    }

    @Test
    void threadsEndWithTheTracker() throws InterruptedException {
        mlflow.fail("", 1000, mlflow.silence());
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        RunTracker tracker = open(closingWithin(Duration.ofMinutes(5), Duration.ofMillis(1), 1));
        mlflow.await(() -> mlflow.requests().size() == 1);
        List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !others.contains(thread) && thread.getName().startsWith("campanile-"))
                .toList();
        assertThat(ours).hasSize(2).allMatch(Thread::isDaemon);

        tracker.close();

        for (Thread thread : ours) {
            thread.join(10_000);
        }
        assertThat(ours).noneMatch(Thread::isAlive);
    }

    @Test
    void aRefusedConnectionLeavesTheRunInItsFolderAndSyncSendsIt() throws IOException {
        int port = freePort();
        String uri = "http://127.0.0.1:" + port;
        folder.writeConfiguration("name: x\n");
        try (RunTracker tracker =
                open(uri, Map.of(), closingWithin(Duration.ofSeconds(5), Duration.ofSeconds(20), 2))) {
            tracker.parameters(Map.of("a", "b"));
            tracker.metrics(losses(0, 1500));
            tracker.finish(RunStatus.FAILED);
        }
        assertThat(log.warnings())
                .hasSize(2)
                .satisfies(warnings -> assertThat(warnings.get(0)).contains("ConnectException: Connection refused"))
                .satisfies(
                        warnings -> assertThat(warnings.get(1)).contains("`campanile runs sync " + uri + " --output "));

        try (FakeMlflow later = new FakeMlflow(port)) {
            SyncReport report = RunSync.sync(folder, uri, Map.of(), FakeMlflow.EAGER);

            assertThat(report).isEqualTo(new SyncReport(later.run().id, 1, 1, 1500, 4, List.of()));
            assertThat(later.violations()).isEmpty();
            assertThat(later.run().metrics).containsExactlyElementsOf(losses(0, 1500));
            assertThat(later.run().status).isEqualTo("FAILED");
            assertThat(later.run().startMillis).isEqualTo(START.toEpochMilli());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void syncingTwiceChangesNothing() throws IOException {
        RunTracker tracker = RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), FakeMlflow.EAGER);
        tracker.parameters(Map.of("a", "b"));
        tracker.provenance(provenance());
        tracker.metrics(losses(0, 10));
        tracker.finish(RunStatus.FINISHED);
        tracker.close();

        SyncReport first = RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);
        List<String> writes = mlflow.writes();
        String tracking = Files.readString(folder.path().resolve("tracking.json"));
        SyncReport second = RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);

        assertThat(first.metrics()).isEqualTo(10);
        assertThat(second).isEqualTo(new SyncReport(mlflow.run().id, 0, 0, 0, 0, List.of()));
        assertThat(mlflow.writes()).isEqualTo(writes);
        assertThat(folder.path().resolve("tracking.json")).hasContent(tracking);
    }

    @Test
    void syncGoesOnWhereTheSenderStopped() throws IOException {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 10));
        }
        // Lines that reached the folder after the last that was sent, as when the process is killed in between.
        try (MetricLog metrics = new MetricLog(folder.metrics())) {
            metrics.append(losses(10, 14));
        }

        SyncReport report = RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);

        assertThat(report.metrics()).isEqualTo(4);
        assertThat(mlflow.run().metrics).containsExactlyElementsOf(losses(0, 14));
    }

    @Test
    void aKilledRunIsSentAsKilled() throws IOException {
        try (RunTracker tracker =
                RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 3));
            RunRecord run = folder.read();
            run.process = new RunProcess(run.process.host(), run.process.pid(), 1);
            folder.write(run);

            RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);
        }

        assertThat(mlflow.violations()).isEmpty();
        assertThat(mlflow.run().status).isEqualTo("KILLED");
        assertThat(mlflow.run().metrics).hasSize(3);
    }

    @Test
    void aRunThatGoesOnIsNotSynced() {
        try (RunTracker tracker =
                RunTrackers.open(new TrackingConfiguration("", true), folder, Map.of(), FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 3));
            assertThatThrownBy(() -> RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageContaining("still goes on");
        }
    }

    @Test
    void aResumedRunGoesOnAsTheSameRunThere() throws InterruptedException {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 3));
            tracker.finish(RunStatus.FAILED);
        }

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            mlflow.await(() -> mlflow.run().status.equals("RUNNING"));
            tracker.metrics(losses(3, 5));
            tracker.finish(RunStatus.FINISHED);
        }

        assertThat(mlflow.run().status).isEqualTo("FINISHED");
        assertThat(mlflow.run().metrics).hasSize(5);
    }

    @Test
    void aServerThatForbidsIsNotTriedAgain() throws InterruptedException {
        mlflow.fail("experiments/get-by-name", 1000, FakeMlflow.status(403, "{\"message\":\"not on the guest list\"}"));
        RunTracker tracker = open(FakeMlflow.EAGER);
        // The client's own three tries, which cannot be turned off.
        mlflow.await(() -> mlflow.requests().size() == 3);
        tracker.metrics(losses(0, 3));
        tracker.finish(RunStatus.FINISHED);
        tracker.close();

        assertThat(mlflow.requests()).hasSize(3);
        assertThat(log.warnings()).hasSize(1);
        assertThat(log.warnings().get(0))
                .contains(mlflow.uri(), "HTTP 403 not on the guest list", "campanile runs sync");
        assertThatThrownBy(() -> RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("HTTP 403 not on the guest list");
    }

    @Test
    void aDeletedExperimentIsNamed() {
        mlflow.withDeletedExperiment("movielens");
        open(FakeMlflow.EAGER).close();

        assertThat(log.warnings()).hasSize(1);
        assertThat(log.warnings().get(0)).contains("experiment 'movielens' was deleted there");
    }

    @Test
    void oneEntryThatTheServerRefusesDoesNotKeepTheOthers() throws IOException {
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.parameters(Map.of("optimizer", "adam"));
        }
        // The server holds optimizer = adam by now, and refuses another value with the whole batch.
        Map<String, String> parameters = new LinkedHashMap<>();
        IntStream.range(0, 50).forEach(i -> parameters.put("option." + i, "v"));
        parameters.put("optimizer", "sgd");
        RunRecord changed = folder.read();
        changed.parameters = parameters;
        folder.write(changed);
        Files.delete(folder.path().resolve("tracking.json"));

        SyncReport report = RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);

        assertThat(mlflow.run().params).hasSize(51).containsEntry("optimizer", "adam");
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().get(0)).contains("optimizer=sgd", "parameter changed");
    }

    @Test
    void filesAreCopiedWhenTheServerKeepsThemInAFolderHere() throws IOException {
        Path root = base.resolve("server artifacts");
        mlflow.keepArtifactsAt(root.toUri() + "/");
        folder.writeConfiguration("name: x\n");

        open(FakeMlflow.EAGER).close();

        assertThat(root.resolve("1").resolve(mlflow.run().id).resolve("artifacts/config.yaml"))
                .hasContent("name: x\n");
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_PRESIGNED_URL", "GCP_SIGNED_URL", "AZURE_SAS_URI", "AZURE_ADLS_GEN2_SAS_URI"})
    void filesOfDatabricksGoToSignedAddresses(String kind) throws IOException {
        mlflow.signArtifacts(kind).require("Bearer abc");
        folder.writeConfiguration("name: x\n");
        Files.writeString(folder.bundle().resolve("empty"), "");

        try (RunTracker tracker = open(mlflow.uri(), Map.of("MLFLOW_TRACKING_TOKEN", "abc"), FakeMlflow.EAGER)) {
            tracker.artifact(folder.bundle());
        }

        assertThat(mlflow.violations()).isEmpty();
        assertThat(mlflow.run().artifacts).containsEntry("config.yaml", "name: x\n");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aSignedAddressOfAnUnknownKindIsRefusedWithItsName() {
        mlflow.signArtifacts("TAPE");
        folder.writeConfiguration("name: x\n");

        open(FakeMlflow.EAGER).close();

        assertThat(log.warnings()).first().asString().contains("artifacts of the kind 'TAPE' are not known");
    }

    @Test
    void aFileThatDidNotArriveWholeIsSentAgain() {
        folder.writeConfiguration("name: x\n");
        mlflow.fail("config.yaml", 1, mlflow.shortenedFile());

        open(FakeMlflow.EAGER).close();

        assertThat(mlflow.run().artifacts).containsEntry("config.yaml", "name: x\n");
        assertThat(log.warnings()).first().asString().contains("it took config.yaml and does not have it whole");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsSentIsNoLoss() throws InterruptedException {
        folder.writeConfiguration("name: x\n");
        mlflow.fail("config.yaml", 1, mlflow.afterwards(() -> folder.writeConfiguration("name: another\n")));

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            mlflow.await(() -> mlflow.requests().stream().anyMatch(request -> request.endsWith("config.yaml")));
            tracker.finish(RunStatus.FINISHED);
        }

        assertThat(mlflow.run().artifacts).containsEntry("config.yaml", "name: another\n");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aFileThatNeverArrivesWholeIsGivenUp() {
        folder.writeConfiguration("name: x\n");
        mlflow.fail("config.yaml", 1000, mlflow.shortenedFile());

        open(FakeMlflow.EAGER).close();

        assertThat(mlflow.run().status).isEqualTo("FAILED");
        assertThat(mlflow.run().artifacts).containsKey("report.html");
        assertThat(mlflow.requests().stream().filter(request -> request.endsWith("config.yaml")))
                .hasSize(3);
        assertThat(log.warnings()).anyMatch(warning -> warning.contains("config.yaml is not whole on"));
    }

    private void writeModel() throws IOException {
        Files.writeString(folder.bundle().resolve("MLmodel"), """
                flavors:
                  campanile:
                    model_type: 'dssm'
                signature:
                  inputs: '[]'
                """);
    }

    private RunTracker openRegistering() {
        return RunTrackers.open(
                new TrackingConfiguration(mlflow.uri(), true, 30, Checkpoints.NONE, "films", "champion"),
                folder,
                Map.of(),
                FakeMlflow.EAGER);
    }

    @Test
    void aFinishedModelIsAModelOfItsRunAndAVersionOfTheRegisteredOne() throws IOException {
        mlflow.withoutLoggedModels();
        writeModel();
        mlflow.fail("model-versions/create", 1, mlflow.lostAnswer());
        try (RunTracker tracker = openRegistering()) {
            tracker.artifact(folder.bundle());
            tracker.finish(RunStatus.FINISHED);
        }

        FakeMlflow.Run run = mlflow.run();
        assertThat(mlflow.violations()).isEmpty();
        assertThat(run.models).hasSize(1);
        assertThat(run.models.get(0).path("artifact_path").asText()).isEqualTo("bundle");
        assertThat(run.models.get(0).at("/flavors/campanile/model_type").asText())
                .isEqualTo("dssm");
        assertThat(mlflow.registered("films").sources)
                .containsExactly("mlflow-artifacts:/1/" + run.id + "/artifacts/bundle");
        assertThat(mlflow.registered("films").aliases).containsExactly(Map.entry("champion", "1"));

        Files.delete(folder.path().resolve("tracking.json"));
        RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);

        assertThat(mlflow.registered("films").sources).hasSize(1);
    }

    @Test
    void theModelOfAFailedRunIsNotRegistered() throws IOException {
        writeModel();
        try (RunTracker tracker = openRegistering()) {
            tracker.artifact(folder.bundle());
            tracker.finish(RunStatus.FAILED);
        }

        assertThat(mlflow.registered("films").sources).isEmpty();
    }

    @Test
    void theModelOfARunThatBelongsToAnotherIsNotRegistered() throws IOException {
        mlflow.withoutLoggedModels();
        open(FakeMlflow.EAGER).close();
        folder = folder.createNested("trial 1", Clock.fixed(START, ZoneOffset.UTC));
        writeModel();
        try (RunTracker tracker = openRegistering()) {
            tracker.artifact(folder.bundle());
            tracker.finish(RunStatus.FINISHED);
        }

        assertThat(mlflow.run("trial 1").models).hasSize(1);
        assertThat(mlflow.registered("films").sources).isEmpty();
    }

    @Test
    void aSecondModelIsTheNextVersionAndTakesTheAlias() throws IOException {
        for (String name : List.of("first", "second")) {
            folder = RunFolder.create(base, "movielens", name, Clock.systemUTC());
            writeModel();
            try (RunTracker tracker = openRegistering()) {
                tracker.artifact(folder.bundle());
                tracker.finish(RunStatus.FINISHED);
            }
        }

        assertThat(mlflow.registered("films").sources).hasSize(2);
        assertThat(mlflow.registered("films").aliases).containsExactly(Map.entry("champion", "2"));
    }

    @Test
    void finalMetricsAndSlicesAreTablesThatMlflowShows() throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("test/auc", 0.75);
        metrics.put("test/log_loss", Double.NaN);
        metrics.put("test/slice/gender=F/auc", 0.5);
        metrics.put("test/slice/gender=F/recall_at_10", 0.25);
        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.result(new RunResult(
                    metrics,
                    Map.of("test/auc", new ConfidenceInterval(0.7, 0.8)),
                    Map.of("constant", Map.of("test/auc", 0.5)),
                    List.of(),
                    List.of(),
                    1,
                    Map.of()));
        }

        assertThat(mlflow.run().artifacts)
                .containsEntry(
                        "evaluation/metrics.json",
                        "{\"columns\":[\"metric\",\"value\",\"low\",\"high\",\"constant\"],"
                                + "\"data\":[[\"test/auc\",0.75,0.7,0.8,0.5],[\"test/log_loss\",null,null,null,null]]}")
                .containsEntry(
                        "evaluation/slices.json",
                        "{\"columns\":[\"slice\",\"auc\",\"recall_at_10\"],"
                                + "\"data\":[[\"test gender=F\",0.5,0.25]]}");
        assertThat(mlflow.run().tags)
                .containsEntry(
                        "mlflow.loggedArtifacts",
                        "[{\"path\":\"evaluation/metrics.json\",\"type\":\"table\"},"
                                + "{\"path\":\"evaluation/slices.json\",\"type\":\"table\"}]");
    }

    @Test
    void filesStayWithOneWarningWhenTheServerKeepsThemElsewhere() {
        mlflow.keepArtifactsAt("s3://bucket/");
        folder.writeConfiguration("name: x\n");

        try (RunTracker tracker = open(FakeMlflow.EAGER)) {
            tracker.metrics(losses(0, 3));
            tracker.finish(RunStatus.FINISHED);
        }

        assertThat(mlflow.run().status).isEqualTo("FINISHED");
        assertThat(log.warnings()).hasSize(1);
        assertThat(log.warnings().get(0)).contains("s3://bucket/", folder.path().toString());
    }

    @Test
    void theMlrunsFolderOfPythonIsNeverWritten() {
        mlflow.keepArtifactsAt(Path.of("mlruns").toUri().toString() + "/");
        folder.writeConfiguration("name: x\n");

        open(FakeMlflow.EAGER).close();

        assertThat(Path.of("mlruns")).doesNotExist();
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void filesAreNotSentWhenTheConfigurationSaysSo() {
        folder.writeConfiguration("name: x\n");
        RunTrackers.open(new TrackingConfiguration(mlflow.uri(), false), folder, Map.of(), FakeMlflow.EAGER)
                .close();

        assertThat(mlflow.run().artifacts).isEmpty();
    }

    @Test
    void credentialsOfTheEnvironmentAreUsedAndNeverShown() throws IOException {
        String login = Base64.getEncoder().encodeToString("ada:secret-1".getBytes(StandardCharsets.UTF_8));
        mlflow.require("Basic " + login);
        Map<String, String> environment = new HashMap<>();
        environment.put("MLFLOW_TRACKING_URI", mlflow.uri() + "/");
        environment.put("MLFLOW_TRACKING_USERNAME", "ada");
        environment.put("MLFLOW_TRACKING_PASSWORD", "secret-1");
        folder.writeConfiguration("name: x\n");
        open("", environment, FakeMlflow.EAGER).close();
        assertThat(mlflow.run().artifacts).containsKey("config.yaml");

        environment.put("MLFLOW_TRACKING_PASSWORD", "secret-2");
        RunFolder other = RunFolder.create(base, "movielens", "other", Clock.systemUTC());
        RunTrackers.open(new TrackingConfiguration("", true), other, environment, FakeMlflow.EAGER)
                .close();

        assertThat(mlflow.runCount()).isEqualTo(1);
        assertThat(log.warnings()).hasSize(1);
        assertThat(log.messages()).noneMatch(message -> message.contains("secret-"));
        for (RunFolder written : List.of(folder, other)) {
            for (String file : List.of("summary.json", "report.html")) {
                assertThat(Files.readString(written.path().resolve(file))).doesNotContain("secret-");
            }
        }
    }

    @Test
    void aMissingTokenIsSaidToBeMissing() {
        mlflow.require("Bearer abc");

        open(FakeMlflow.EAGER).close();

        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("refused: HTTP 401 who are you; set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and");
    }

    @Test
    void aTokenIsSentAsBearer() {
        mlflow.require("Bearer abc");
        folder.writeConfiguration("name: x\n");
        open(mlflow.uri(), Map.of("MLFLOW_TRACKING_TOKEN", "abc"), FakeMlflow.EAGER)
                .close();

        assertThat(mlflow.run().artifacts).containsKey("config.yaml");
    }
}
