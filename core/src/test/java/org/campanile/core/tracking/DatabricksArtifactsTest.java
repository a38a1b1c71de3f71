package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Large files of Databricks on S3, against the server of these tests: it speaks as MLflow's public sources have it, and was
 * not held against a workspace. Parts of 8 bytes: 20 bytes are parts of 8, 8 and 4.
 */
@Timeout(60)
class DatabricksArtifactsTest {
    private static final String TWENTY = "01234567abcdefghXYZ.";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path base;

    private FakeMlflow mlflow;
    private TrackingServer server;
    private MlflowCalls calls;
    private RunFolder run;
    private MlflowApi.RemoteRun remote;
    private ArtifactTarget target;
    private Path file;

    @BeforeEach
    void setUp() throws IOException, SendException {
        mlflow = new FakeMlflow().signArtifacts("AWS_PRESIGNED_URL").require("Bearer abc");
        mlflow.parts().open("");
        server = TrackingServer.of(mlflow.uri(), "the test", Map.of("MLFLOW_TRACKING_TOKEN", "abc"));
        calls = new MlflowCalls(server, LIMIT);
        run = RunFolder.create(base, "movielens", "large", Clock.systemUTC());
        remote = new MlflowApi(calls).findOrCreateRun(run.read(), Map.of());
        target = anotherProcess();
        file = Files.writeString(base.resolve("file"), TWENTY);
    }

    @AfterEach
    void tearDown() {
        assertThat(mlflow.violations()).isEmpty();
        calls.close();
        mlflow.close();
    }

    /** Knows what is in the run folder, and nothing else. */
    private ArtifactTarget anotherProcess() throws IOException, SendException {
        return target(new ArtifactOwner(remote.id(), "", remote.artifactUri()));
    }

    private ArtifactTarget target(ArtifactOwner owner) throws IOException, SendException {
        SentState sent = SentState.load(run, server.uri());
        return new ArtifactTargets(run, server, calls, sent, LIMIT, 8).of(owner, "");
    }

    private SendException failureOfPut() {
        return catchThrowableOfType(SendException.class, () -> target.put("bundle/a b", file));
    }

    private void hasArrivedWhole() {
        assertThat(mlflow.run().artifacts).containsEntry("bundle/a b", TWENTY);
        assertThat(mlflow.parts().isEmpty()).isTrue();
    }

    @Test
    void anotherProcessSendsTheMissingPartsAlone() throws IOException, SendException {
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        assertThat(Files.readString(run.path().resolve("tracking.json")))
                .contains("upload-1")
                .doesNotContain("sig=", FakeParts.STORE);
        target = anotherProcess();

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
        assertThat(SentState.load(run, server.uri()).uploads).isEmpty();
    }

    @Test
    void anotherProcessOnlyPutsTogetherWhatIsThere() throws IOException, SendException {
        mlflow.fail("complete-multipart-upload", 3, FakeMlflow.status(503, ""));
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        target = anotherProcess();

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
    }

    @Test
    void anUploadThatTheStoreHasEndedBeginsAnew() throws IOException, SendException {
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        mlflow.parts().clear();
        target = anotherProcess();

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 1, 2, 3);
    }

    @Test
    void anAddressThatHasExpiredIsAskedForAnew() throws SendException {
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.status(403, "<Error>Request has expired</Error>"));

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
    }

    @Test
    void anUploadThatIsOfNoUseIsEndedAtTheStore() throws IOException, SendException {
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        Files.writeString(file, TWENTY + "longer");

        target.put("bundle/a b", file);

        assertThat(mlflow.run().artifacts).containsEntry("bundle/a b", TWENTY + "longer");
        assertThat(mlflow.parts().aborted()).containsExactly("upload-1");
    }

    @Test
    void aWorkspaceThatTakesNoPartsTakesTheFileWhole() throws SendException {
        mlflow.fail("create-multipart-upload", 3, FakeMlflow.status(501, "{\"message\":\"not on this cloud\"}"));

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).isEmpty();
    }

    @Test
    void filesOfALoggedModelGoInPartsUnderItsId() throws IOException, SendException {
        LoggedModelApi.LoggedModel model = new LoggedModelApi(calls).create("1", remote.id(), run.read(), List.of());
        assertThat(model.artifactUri()).isEqualTo("dbfs:/databricks/mlflow-tracking/1/logged_models/" + model.id());
        target = target(new ArtifactOwner(remote.id(), model.id(), model.artifactUri()));

        target.put("tables/item.parquet", file);

        assertThat(mlflow.loggedModel().artifacts).containsEntry("tables/item.parquet", TWENTY);
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
    }
}
