package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.config.TrackingConfiguration.Checkpoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.tracking.MlflowClient;

/** Against a real server, as docs/tracking.md describes it: {@code MLFLOW_TEST_URI=http://127.0.0.1:5000 ./mvnw -pl core test -Dtest=MlflowServerTest}. */
@EnabledIfEnvironmentVariable(named = "MLFLOW_TEST_URI", matches = "http.+")
class MlflowServerTest {
    private final String uri = System.getenv("MLFLOW_TEST_URI");

    @TempDir
    private Path base;

    @Test
    void aRunArrivesAndSyncFindsNothingToAdd() throws IOException {
        RunFolder folder = RunFolder.create(base, "campanile-test", "a run", Clock.systemUTC());
        folder.writeConfiguration("name: x\n");
        Files.writeString(folder.bundle().resolve("item #1.txt"), "item");
        List<MetricPoint> points = IntStream.range(0, 2500)
                .mapToObj(step -> new MetricPoint("train/loss", 1.0 / (step + 1), step, 1_700_000_000_000L + step))
                .toList();

        try (RunTracker tracker =
                RunTrackers.open(new TrackingConfiguration(uri, true), folder, System.getenv(), SenderLimits.DEFAULT)) {
            tracker.parameters(Map.of("model.type", "dssm", "odd@(key)", "v".repeat(7000)));
            tracker.provenance(new RunProvenance(
                    DataFixture.movielens("data/ml", "f".repeat(64)), Map.of("run", 42L), Map.of(), Map.of()));
            tracker.metrics(points);
            tracker.metrics(List.of(
                    new MetricPoint("test/slice/gender=F/auc", 0.5, 2500, 1_700_000_002_500L),
                    new MetricPoint("train/nan", Double.NaN, 1, 1_700_000_000_001L)));
            tracker.artifact(folder.bundle());
            tracker.result(new RunResult(Map.of("test/auc", 0.75), Map.of(), 1234, Map.of()));
            tracker.finish(RunStatus.FINISHED);
        }
        SyncReport again = RunSync.sync(folder, uri, ProgressListener.SILENT);

        assertThat(again).isEqualTo(new SyncReport(again.runId(), 0, 0, 0, 0, List.of()));
        try (MlflowClient client = new MlflowClient(uri)) {
            Run run = client.getRun(again.runId());
            assertThat(run.getInfo().getStatus()).hasToString("FINISHED");
            assertThat(run.getInfo().getRunName()).isEqualTo("a run");
            assertThat(run.getData().getParamsList()).hasSize(2);
            assertThat(client.getMetricHistory(again.runId(), "train/loss")).hasSize(2500);
            assertThat(run.getData().getMetricsList())
                    .extracting(metric -> metric.getKey())
                    .contains("test/slice/gender_F/auc", "train/nan");
            JsonNode files = Json.MAPPER.readTree(client.sendGet("artifacts/list?run_id=" + again.runId()));
            assertThat(files.path("files").findValuesAsText("path"))
                    .contains("bundle", "config.yaml", "report.html", "summary.json");
        }

        Files.delete(folder.path().resolve("tracking.json"));
        assertThat(RunSync.sync(folder, uri, ProgressListener.SILENT).runId()).isEqualTo(again.runId());
    }

    @Test
    void aModelIsALoggedModelOrAnArtifactAndARegisteredVersion() throws Exception {
        RunFolder folder = RunFolder.create(base, "campanile-test", "a model", Clock.systemUTC());
        Files.writeString(folder.bundle().resolve("MLmodel"), "flavors:\n  campanile:\n    model_type: dssm\n");
        // As large as goes in parts where the server's store takes them.
        Files.write(folder.bundle().resolve("table"), new byte[33 << 20]);
        try (RunTracker tracker = RunTrackers.open(
                new TrackingConfiguration(uri, true, 60, Checkpoints.NONE, "campanile-test", "newest"),
                folder,
                System.getenv(),
                SenderLimits.DEFAULT.closingWithin(Duration.ofMinutes(1)))) {
            tracker.parameters(Map.of("model.type", "dssm", "training.epochs", "5"));
            tracker.provenance(new RunProvenance(
                    DataFixture.movielens("data/ml", "f".repeat(64)), Map.of("run", 42L), Map.of(), Map.of()));
            tracker.metrics(List.of(new MetricPoint("test/auc", 0.75, 40, 1_700_000_000_000L)));
            tracker.result(new RunResult(Map.of("test/auc", 0.75), Map.of(), 1234, Map.of()));
            tracker.artifact(folder.bundle());
            tracker.finish(RunStatus.FINISHED);
        }

        SentState sent = SentState.load(folder, uri);
        assertThat(sent.modelVersion).isNotEmpty();
        try (MlflowClient client = new MlflowClient(uri)) {
            JsonNode version = Json.MAPPER.readTree(
                    client.sendGet("model-versions/get?name=campanile-test&version=" + sent.modelVersion));
            assertThat(version.at("/model_version/run_id").asText()).isEqualTo(sent.runId);
            if (sent.withoutLoggedModels) {
                assertThat(version.at("/model_version/source").asText()).endsWith("/artifacts/bundle");
                return;
            }
            assertThat(version.at("/model_version/model_id").asText()).isEqualTo(sent.loggedModel);
            JsonNode model = Json.MAPPER
                    .readTree(client.sendGet("logged-models/" + sent.loggedModel))
                    .path("model");
            assertThat(model.at("/info/status").asText()).isEqualTo("LOGGED_MODEL_READY");
            assertThat(model.at("/data/params").findValuesAsText("key")).contains("model.type", "training.epochs");
            assertThat(model.at("/data/metrics").findValuesAsText("dataset_name"))
                    .containsExactly("movielens-test");
            assertThat(Json.MAPPER
                            .readTree(client.sendGet("runs/get?run_id=" + sent.runId))
                            .at("/run/outputs/model_outputs/0/model_id")
                            .asText())
                    .isEqualTo(sent.loggedModel);
        }
    }
}
