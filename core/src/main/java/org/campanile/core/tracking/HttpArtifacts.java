package org.campanile.core.tracking;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Artifacts that the tracking server takes itself and passes on to wherever it keeps them. */
final class HttpArtifacts implements ArtifactTarget {
    static final String SCHEME = "mlflow-artifacts:";

    private static final String ENDPOINT = "/api/2.0/mlflow-artifacts/artifacts";
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

    private final HttpClient client;
    private final TrackingServer server;
    private final String root;
    private final Duration limit;

    private HttpArtifacts(TrackingServer server, String root, Duration limit) {
        this.server = server;
        this.root = root;
        this.limit = limit;
        client = HttpClient.newBuilder()
                // Left to itself it asks to upgrade to HTTP/2, which the server answers with 400.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .build();
    }

    /** None when the URI names a host of its own: credentials go to the tracking server alone. */
    static Optional<HttpArtifacts> of(String artifactUri, TrackingServer server, Duration limit) {
        String path = artifactUri.substring(SCHEME.length());
        if (path.startsWith("//") && !path.startsWith("///")) {
            return Optional.empty();
        }
        String root =
                server.uri() + ENDPOINT + "/" + path.replaceAll("^/+|/+$", "").replace(" ", "%20");
        return Optional.of(new HttpArtifacts(server, root, limit));
    }

    @Override
    public void put(String path, Path file) throws SendException {
        try {
            HttpResponse<String> answer = client.send(request(path, file), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw SendException.ofAnswer(answer.statusCode(), answer.body(), retryAfter(answer));
            }
        } catch (IOException e) {
            throw SendException.later("%s: %s".formatted(e.getClass().getSimpleName(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SendException.later("interrupted", e);
        }
    }

    private HttpRequest request(String path, Path file) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + "/" + encode(path)))
                .header("Content-Type", "application/octet-stream")
                .timeout(limit.plusSeconds(Files.size(file) / SLOWEST_BYTES_PER_SECOND))
                .PUT(BodyPublishers.ofFile(file));
        server.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private static String encode(String path) {
        return Arrays.stream(path.split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /** The header in its usual form, seconds; its other form, a date, is as good as none. */
    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }
}
