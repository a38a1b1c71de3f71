package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.campanile.core.config.TrackingConfiguration;
import org.campanile.core.config.TrackingConfiguration.Checkpoints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run's model on a server of MLflow 3, and on older ones. */
@Timeout(60)
class LoggedModelTest {
    private static final MetricPoint AUC = new MetricPoint("test/auc", 0.75, 40, 1_700_000_000_040L);

    @TempDir
    private Path base;

    private FakeMlflow mlflow;
    private RunFolder folder;
    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void setUp() throws IOException {
        mlflow = new FakeMlflow();
        folder = RunFolder.create(base, "movielens", "two/tower: 50%", Clock.systemUTC());
    }

    @AfterEach
    void tearDown() {
        assertThat(mlflow.violations()).isEmpty();
        mlflow.close();
        log.close();
    }

    private void train(Map<String, String> parameters, RunStatus end) throws IOException {
        Files.writeString(folder.bundle().resolve("MLmodel"), "flavors:\n  campanile:\n    model_type: 'dssm'\n");
        Files.createDirectories(folder.bundle().resolve("tables"));
        Files.writeString(folder.bundle().resolve("tables/item.parquet"), "table");
        try (RunTracker tracker = RunTrackers.open(
                new TrackingConfiguration(mlflow.uri(), true, 30, Checkpoints.NONE, "films", "champion"),
                folder,
                Map.of(),
                FakeMlflow.EAGER)) {
            tracker.parameters(parameters);
            tracker.provenance(
                    new RunProvenance(DataFixture.movielens("data/ml", "f".repeat(64)), Map.of(), Map.of(), Map.of()));
            tracker.metrics(List.of(
                    new MetricPoint("test/auc", 0.5, 20, 1_700_000_000_020L),
                    new MetricPoint("train/loss", 0.1, 40, 1_700_000_000_039L),
                    AUC));
            tracker.result(new RunResult(Map.of("test/auc", 0.75), Map.of(), 1, Map.of()));
            tracker.artifact(folder.bundle());
            tracker.finish(end);
        }
    }

    private void train(RunStatus end) throws IOException {
        train(Map.of("model.type", "dssm", "training.epochs", "5", "cluster.workers", "2"), end);
    }

    @Test
    void theBundleIsALoggedModelWithItsFilesAndAnOutputOfItsRun() throws IOException {
        train(RunStatus.FINISHED);

        FakeLoggedModels.LoggedModel model = mlflow.loggedModel();
        assertThat(model.name).isEqualTo("two_tower_ 50_");
        assertThat(model.type).isEqualTo("dssm");
        assertThat(model.run).isEqualTo(mlflow.run().id);
        assertThat(model.status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(model.tags).containsExactly(Map.entry("campanile.run_id", folder.read().id));
        assertThat(model.params).containsOnly(Map.entry("model.type", "dssm"), Map.entry("training.epochs", "5"));
        assertThat(model.artifacts)
                .containsOnlyKeys("MLmodel", "tables/item.parquet")
                .containsEntry("tables/item.parquet", "table");
        assertThat(mlflow.run().outputs).containsExactly(model.id);
        assertThat(mlflow.run().models).isEmpty();
        assertThat(mlflow.run().artifacts.keySet())
                .contains("summary.json")
                .noneMatch(path -> path.startsWith("bundle/"));
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void theModelHasTheFinalMetricsEachOfTheDataItWasMeasuredOn() throws IOException {
        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().metrics).containsOnlyKeys("test/auc");
        JsonNode auc = mlflow.loggedModel().metrics.get("test/auc");
        assertThat(auc.path("value").asDouble()).isEqualTo(0.75);
        assertThat(auc.path("step").asLong()).isEqualTo(40);
        assertThat(auc.path("dataset_name").asText()).isEqualTo("movielens-test");
        assertThat(auc.path("dataset_digest").asText()).isEqualTo("f".repeat(36));
        // The point was there before: telling whose it is adds none to the run.
        assertThat(mlflow.run().metrics).hasSize(3).contains(AUC);
    }

    @Test
    void theRegisteredVersionPointsToTheLoggedModel() throws IOException {
        train(RunStatus.FINISHED);

        FakeMlflow.RegisteredModel films = mlflow.registered("films");
        assertThat(films.loggedModels).containsExactly(mlflow.loggedModel().id);
        assertThat(films.sources).containsExactly(mlflow.loggedModel().artifactUri);
        assertThat(films.aliases).containsExactly(Map.entry("champion", "1"));
    }

    @Test
    void syncingAgainChangesNothing() throws IOException {
        train(RunStatus.FINISHED);
        List<String> writes = mlflow.writes();

        RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);
        assertThat(mlflow.writes()).isEqualTo(writes);

        // Without the cursor everything is told again, to the same model.
        Files.delete(folder.path().resolve("tracking.json"));
        RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);
        assertThat(mlflow.run().outputs).containsExactly(mlflow.loggedModel().id);
        assertThat(mlflow.registered("films").sources).hasSize(1);
    }

    @Test
    void aModelWhoseCreationWasNotConfirmedIsFoundAgain() throws IOException {
        // The first answer lost is that of the search before it.
        mlflow.fail("logged-models", 2, mlflow.lostAnswer());

        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(mlflow.loggedModel().artifacts).hasSize(2);
    }

    @Test
    void moreParametersThanFitIntoOneRequestArrive() throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        IntStream.range(0, 250).forEach(i -> parameters.put("model.option-" + i, "v".repeat(20 * i + 2)));
        parameters.put("model.long", "x".repeat(6000));

        train(parameters, RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().params)
                .hasSize(251)
                .containsEntry("model.option-249", "v".repeat(4982))
                .containsEntry("model.long", "x".repeat(5000));
    }

    @Test
    void aFileOfTheModelThatDidNotArriveWholeIsSentAgain() throws IOException {
        mlflow.fail("tables/item.parquet", 1, mlflow.shortenedFile());

        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().artifacts).containsEntry("tables/item.parquet", "table");
        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(log.warnings()).first().asString().contains("bundle/tables/item.parquet and does not have it whole");
    }

    @Test
    void theModelOfAFailedRunIsReadyAndNeitherMeasuredNorRegistered() throws IOException {
        train(RunStatus.FAILED);

        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(mlflow.loggedModel().metrics).isEmpty();
        assertThat(mlflow.registered("films").sources).isEmpty();
    }

    @Test
    void whatTheServerRefusesOfAModelDoesNotKeepTheRest() throws IOException {
        mlflow.fail("runs/outputs", 3, FakeMlflow.status(400, "{\"message\":\"no outputs today\"}"));

        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().metrics).containsOnlyKeys("test/auc");
        assertThat(mlflow.registered("films").loggedModels).hasSize(1);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("does not take all of logged model " + mlflow.loggedModel().id, "no outputs today");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void anOlderServerKeepsTheModelAmongTheArtifactsOfTheRun(int status) throws IOException {
        mlflow.fail("logged-models", 1000, FakeMlflow.status(status, "{\"error_code\":\"ENDPOINT_NOT_FOUND\"}"));

        train(RunStatus.FINISHED);

        FakeMlflow.Run run = mlflow.run();
        assertThat(run.artifacts).containsKeys("bundle/MLmodel", "bundle/tables/item.parquet");
        assertThat(run.models).hasSize(1);
        assertThat(run.outputs).isEmpty();
        assertThat(mlflow.registered("films").sources)
                .containsExactly("mlflow-artifacts:/1/" + run.id + "/artifacts/bundle");
        assertThat(log.warnings()).isEmpty();
        assertThat(log.messages()).anyMatch(message -> message.contains("has no logged models (HTTP " + status));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_PRESIGNED_URL", "GCP_SIGNED_URL", "AZURE_SAS_URI", "AZURE_ADLS_GEN2_SAS_URI"})
    void theFilesOfALoggedModelOfDatabricksGoToSignedAddresses(String kind) throws IOException {
        mlflow.signArtifacts(kind);

        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().artifacts)
                .containsOnlyKeys("MLmodel", "tables/item.parquet")
                .containsEntry("tables/item.parquet", "table");
        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(mlflow.run().artifacts.keySet()).noneMatch(path -> path.startsWith("bundle/"));
        assertThat(mlflow.registered("films").sources).containsExactly(mlflow.loggedModel().artifactUri);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aWorkspaceWithoutLoggedModelsKeepsTheModelAmongTheArtifactsOfTheRun() throws IOException {
        mlflow.signArtifacts("AWS_PRESIGNED_URL").withoutLoggedModels();

        train(RunStatus.FINISHED);

        assertThat(mlflow.run().artifacts).containsKey("bundle/MLmodel");
        assertThat(mlflow.run().models).hasSize(1);
    }

    @Test
    void aWorkspaceThatTakesNoFilesOfLoggedModelsKeepsThemAmongTheArtifactsOfTheRun() throws IOException {
        mlflow.signArtifacts("AWS_PRESIGNED_URL");
        mlflow.fail("credentials-for-upload", 1000, FakeMlflow.status(403, "{\"message\":\"not for you\"}"));

        train(RunStatus.FINISHED);

        assertThat(mlflow.run().artifacts).containsKey("bundle/MLmodel");
        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_UPLOAD_FAILED");
        assertThat(log.messages()).anyMatch(message -> message.contains("has no logged models (HTTP 403 not for you)"));
    }

    @Test
    void aModelWhoseFilesAreRefusedIsMarkedAsFailedAndBecomesReadyOnceTheyArrive() throws IOException {
        mlflow.fail("tables/item.parquet", 1000, FakeMlflow.status(403, "{\"message\":\"no room\"}"));

        train(RunStatus.FINISHED);

        FakeLoggedModels.LoggedModel model = mlflow.loggedModel();
        assertThat(model.status).isEqualTo("LOGGED_MODEL_UPLOAD_FAILED");
        assertThat(mlflow.registered("films").sources).isEmpty();
        assertThat(log.warnings())
                .anyMatch(warning -> warning.startsWith("bundle/tables/item.parquet, and what else is refused")
                        && warning.endsWith("HTTP 403 no room"))
                .anyMatch(warning -> warning.contains("Logged model " + model.id + " is marked as failed")
                        && warning.contains("campanile runs sync " + mlflow.uri()));

        // Told once: it is not asked again for what it has been told.
        RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);
        assertThat(mlflow.requests().stream().filter(request -> request.startsWith("PATCH")))
                .hasSize(1);

        mlflow.release();
        SyncReport report = RunSync.sync(folder, mlflow.uri(), Map.of(), FakeMlflow.EAGER);

        assertThat(report.refused()).isEmpty();
        assertThat(model.artifacts).containsOnlyKeys("MLmodel", "tables/item.parquet");
        assertThat(model.status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(model.metrics).containsOnlyKeys("test/auc");
        assertThat(mlflow.registered("films").loggedModels).containsExactly(model.id);
    }

    @Test
    void aModelWhoseFilesNeverArriveWholeIsMarkedAsFailed() throws IOException {
        mlflow.fail("tables/item.parquet", 1000, mlflow.shortenedFile());

        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_UPLOAD_FAILED");
    }

    @Test
    void aFileOfTheRunThatIsRefusedDoesNotKeepTheModel() throws IOException {
        mlflow.fail("artifacts/report.html", 1000, FakeMlflow.status(403, "{\"message\":\"no HTML\"}"));

        train(RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().status).isEqualTo("LOGGED_MODEL_READY");
        assertThat(mlflow.registered("films").loggedModels).hasSize(1);
    }

    @Test
    void parametersWhoseArrivalWasNotConfirmedAreNotSentTwice() throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        IntStream.range(0, 150).forEach(i -> parameters.put("model.option-" + i, "v"));
        mlflow.fail("/params", 1, mlflow.lostAnswer());

        train(parameters, RunStatus.FINISHED);

        assertThat(mlflow.loggedModel().params).hasSize(150);
        assertThat(log.warnings()).noneMatch(warning -> warning.contains("does not take all"));
    }
}
