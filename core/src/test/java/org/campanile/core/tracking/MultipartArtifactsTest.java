package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Parts of 8 bytes, so that files of 16 bytes and more are large: 20 bytes are parts of 8, 8 and 4. */
@Timeout(60)
class MultipartArtifactsTest {
    private static final String TWENTY = "01234567abcdefghXYZ.";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path base;

    private FakeMlflow mlflow;
    private TrackingServer server;
    private RunFolder run;
    private String uri;
    private ArtifactTarget target;
    private Path file;

    @BeforeEach
    void setUp() throws IOException, SendException {
        mlflow = new FakeMlflow();
        server = TrackingServer.of(mlflow.uri(), "the test", Map.of("MLFLOW_TRACKING_TOKEN", "abc"));
        mlflow.require("Bearer abc");
        run = RunFolder.create(base, "movielens", "large", Clock.systemUTC());
        MlflowCalls calls = new MlflowCalls(server, LIMIT);
        uri = new MlflowApi(calls).findOrCreateRun(run.read(), Map.of()).artifactUri();
        calls.close();
        target = anotherProcess();
        file = Files.writeString(base.resolve("file"), TWENTY);
    }

    /** Knows what is in the run folder, and nothing else. */
    private ArtifactTarget anotherProcess() throws IOException {
        UnfinishedUploads unfinished = new UnfinishedUploads(SentState.load(run, server.uri()), run, server.uri(), "");
        return HttpArtifacts.of(uri, server, new HttpUpload(LIMIT), unfinished, 8)
                .orElseThrow();
    }

    private String stored() throws IOException {
        return Files.readString(run.path().resolve("tracking.json"));
    }

    @AfterEach
    void tearDown() {
        assertThat(mlflow.violations()).isEmpty();
        mlflow.close();
    }

    private SendException failureOfPut() {
        return catchThrowableOfType(SendException.class, () -> target.put("bundle/a b", file));
    }

    private void hasArrivedWhole() {
        assertThat(mlflow.run().artifacts).containsEntry("bundle/a b", TWENTY);
        assertThat(mlflow.parts().isEmpty()).isTrue();
    }

    private long sentWhole() {
        return mlflow.requests().stream()
                .filter(request -> request.startsWith("PUT /api/2.0/mlflow-artifacts/"))
                .count();
    }

    @Test
    void aLargeFileGoesToTheStoreInParts() throws SendException {
        mlflow.parts().open("");

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
        assertThat(sentWhole()).isZero();
    }

    @Test
    void aSmallFileGoesThroughTheServer() throws IOException, SendException {
        mlflow.parts().open("");
        Files.writeString(file, "fifteen bytes..");

        target.put("bundle/a b", file);

        assertThat(mlflow.run().artifacts).containsEntry("bundle/a b", "fifteen bytes..");
        assertThat(mlflow.parts().taken()).isEmpty();
    }

    @Test
    void onlyWhatHasNotArrivedIsSentAgain() throws SendException {
        mlflow.parts().open("");
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
    }

    @Test
    void aFileWhosePartsAreThereIsOnlyPutTogetherAgain() throws SendException {
        mlflow.parts().open("");
        mlflow.fail("mpu/complete", 1, FakeMlflow.status(503, ""));
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
    }

    @Test
    void aFileThatIsNotPutTogetherIsSentAnew() throws SendException {
        mlflow.parts().open("");
        mlflow.fail("mpu/complete", 3, FakeMlflow.status(500, "{\"message\":\"NoSuchUpload\"}"));
        assertThat(failureOfPut()).hasMessageContaining("NoSuchUpload");
        assertThat(failureOfPut()).hasMessageContaining("NoSuchUpload");
        assertThat(failureOfPut()).hasMessageContaining("bundle/a b has to be sent anew");

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3, 1, 2, 3);
        assertThat(mlflow.parts().aborted()).containsExactly("upload-1");
    }

    @Test
    void addressesThatHaveExpiredAreAskedForAnew() throws SendException {
        mlflow.parts().open("");
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.status(403, "<Error>Request has expired</Error>"));
        SendException failure = failureOfPut();
        assertThat(failure.kind()).isEqualTo(SendException.Kind.LATER);
        assertThat(failure).hasMessageContaining("bundle/a b has to be sent anew: HTTP 403 Request has expired");

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 1, 2, 3);
        assertThat(mlflow.parts().aborted()).containsExactly("upload-1");
    }

    @Test
    void aPartThatArrivedDamagedIsSentAgain() throws SendException {
        mlflow.parts().open("");
        mlflow.fail("/parts/upload-1/1", 1, FakeMlflow.status(200, "", "ETag", '"' + "0".repeat(32) + '"'));
        SendException failure = failureOfPut();
        assertThat(failure.kind()).isEqualTo(SendException.Kind.DAMAGED);
        assertThat(failure).hasMessageStartingWith("part 1 of bundle/a b arrived damaged");

        target.put("bundle/a b", file);

        hasArrivedWhole();
    }

    @Test
    void aFileThatHasChangedBeginsAnew() throws IOException, SendException {
        mlflow.parts().open("");
        mlflow.fail("/parts/upload-1/3", 1, FakeMlflow.reset());
        Files.writeString(file, TWENTY + "longer");
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        Files.writeString(file, TWENTY);

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 1, 2, 3);
        assertThat(mlflow.parts().aborted()).containsExactly("upload-1");
    }

    @Test
    void aServerWhoseStoreTakesNoPartsIsAskedOnce() throws SendException {
        target.put("bundle/a b", file);
        target.put("bundle/another", file);

        hasArrivedWhole();
        assertThat(sentWhole()).isEqualTo(2);
        assertThat(mlflow.requests().stream().filter(request -> request.contains("/mpu/")))
                .containsExactly(
                        "POST /api/2.0/mlflow-artifacts/mpu/create/1/" + mlflow.run().id + "/artifacts/bundle");
    }

    @Test
    void aServerWithoutTheEndpointTakesTheFileItself() throws SendException {
        mlflow.parts().open("");
        mlflow.fail("/mpu/", 1, FakeMlflow.status(404, "<html>Not Found</html>"));

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(sentWhole()).isEqualTo(1);
    }

    @Test
    void aStoreOutOfReachIsReachedThroughTheServer() throws IOException, SendException {
        try (ServerSocket nobody = new ServerSocket(0)) {
            mlflow.parts().open("http://127.0.0.1:" + nobody.getLocalPort());
        }

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(sentWhole()).isEqualTo(1);
        assertThat(mlflow.parts().aborted()).containsExactly("upload-1");
    }

    @Test
    void anotherProcessSendsToAzureTheMissingPartsAlone() throws IOException, SendException {
        mlflow.parts().openAzure();
        mlflow.fail("/parts/blob-1/2", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        assertThat(stored()).doesNotContain("sig=", FakeParts.STORE);
        target = anotherProcess();

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3);
        assertThat(SentState.load(run, server.uri()).uploads).isEmpty();
    }

    @Test
    void anotherProcessGoesOnWithNoOtherFileOfTheSameSize() throws IOException, SendException {
        mlflow.parts().openAzure();
        mlflow.fail("/parts/blob-1/3", 1, FakeMlflow.reset());
        Files.writeString(file, "0123456_abcdefghXYZ.");
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        Files.writeString(file, TWENTY);
        target = anotherProcess();

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 1, 2, 3);
    }

    @Test
    void whatAzureHasClearedAwayIsSentAnew() throws IOException, SendException {
        mlflow.parts().openAzure();
        mlflow.fail("/parts/blob-1/3", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        mlflow.parts().clear();
        target = anotherProcess();
        assertThat(failureOfPut()).hasMessageContaining("InvalidBlockList");
        assertThat(failureOfPut()).hasMessageContaining("bundle/a b has to be sent anew");

        target.put("bundle/a b", file);

        hasArrivedWhole();
        // The second process sends the third part, which does not go with the two that are gone.
        assertThat(mlflow.parts().taken()).containsExactly(1, 2, 3, 1, 2, 3);
    }

    @Test
    void whatAnotherProcessHasLeftWithS3IsGivenUpThereAndSentAnew() throws IOException, SendException {
        mlflow.parts().open("");
        mlflow.fail("/parts/upload-1/2", 1, FakeMlflow.reset());
        assertThat(failureOfPut().kind()).isEqualTo(SendException.Kind.LATER);
        assertThat(stored()).contains("upload-1").doesNotContain("sig=", FakeParts.STORE);
        target = anotherProcess();

        target.put("bundle/a b", file);

        hasArrivedWhole();
        assertThat(mlflow.parts().taken()).containsExactly(1, 1, 2, 3);
        assertThat(mlflow.parts().aborted()).containsExactly("upload-1");
    }
}
