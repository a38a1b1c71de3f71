package org.campanile.core.tracking;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests that carry files, streamed from disk, each within a time limit that grows with the file. Immutable. */
final class HttpUpload {
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

    private final HttpClient client;
    private final Duration limit;

    /** @param limit how long a request may take beside a second for each mebibyte */
    HttpUpload(Duration limit) {
        this.limit = limit;
        client = HttpClient.newBuilder()
                // Left to itself it asks to upgrade to HTTP/2, which MLflow's server answers with 400.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit)
                .build();
    }

    /** Sends a request; returns when it is answered by success. */
    void send(String method, URI address, Map<String, String> headers, BodyPublisher body, long bytes)
            throws SendException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(limit.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND))
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
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

    /** The header in its usual form, seconds; its other form, a date, is as good as none. */
    private static @Nullable Duration retryAfter(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }
}
