package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpArtifactsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private ArtifactTarget target(FakeMlflow mlflow, Duration limit) throws SendException {
        TrackingServer server = TrackingServer.of(mlflow.uri(), "the test", Map.of());
        return target("mlflow-artifacts:/3/abc/artifacts", server, limit);
    }

    private ArtifactTarget target(String artifactUri, TrackingServer server, Duration limit) throws SendException {
        RunFolder run = RunFolder.create(folder.resolve("runs"), "movielens", "run", Clock.systemUTC());
        MlflowCalls calls = new MlflowCalls(server, limit);
        return new ArtifactTargets(run, server, calls, new SentState(), limit, ArtifactTargets.PART_BYTES)
                .of(new ArtifactOwner("abc", "", artifactUri), "");
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("file"), "x");
    }

    @Test
    void pathsAreAppendedToTheServersArtifactEndpoint() throws Exception {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            mlflow.fail("", 1, FakeMlflow.status(200, ""));

            target(mlflow, LIMIT).put("a b/c+d%.txt", file());

            assertThat(mlflow.requests())
                    .containsExactly("PUT /api/2.0/mlflow-artifacts/artifacts/3/abc/artifacts/a%20b/c%2Bd%25.txt");
        }
    }

    @Test
    void aServerThatAsksToBeLeftAloneIsHeard() throws IOException, SendException {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            mlflow.fail("", 1, FakeMlflow.status(429, "", "Retry-After", "7"));
            ArtifactTarget target = target(mlflow, LIMIT);
            Path file = file();

            SendException failure = catchThrowableOfType(SendException.class, () -> target.put("f", file));

            assertThat(failure.kind()).isEqualTo(SendException.Kind.LATER);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void aSilentServerIsGivenUp() throws IOException, SendException {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            isGivenUp(mlflow, mlflow.silence());
        }
    }

    @Test
    void anAnswerThatNeverEndsIsGivenUp() throws IOException, SendException {
        try (FakeMlflow mlflow = new FakeMlflow()) {
            isGivenUp(mlflow, mlflow.slowBytes());
        }
    }

    private void isGivenUp(FakeMlflow mlflow, FakeMlflow.Fault fault) throws IOException, SendException {
        mlflow.fail("", 1, fault);
        ArtifactTarget target = target(mlflow, Duration.ofMillis(200));
        Path file = file();

        SendException failure = catchThrowableOfType(SendException.class, () -> target.put("f", file));

        assertThat(failure.kind()).isEqualTo(SendException.Kind.LATER);
        assertThat(failure).hasMessage("no answer within 0.2 s");
    }

    @Test
    void credentialsAreNotSentToAHostThatTheArtifactUriNames() {
        TrackingServer server = TrackingServer.of("http://tracking.example", "the test", Map.of());

        assertThatThrownBy(() -> target("mlflow-artifacts://elsewhere.example/3/abc", server, LIMIT))
                .isInstanceOf(SendException.class)
                .hasMessageContaining("mlflow-artifacts://elsewhere.example/3/abc");
    }
}
