package org.campanile.core.tracking;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests past the MLflow client, each within a time limit that grows with what it carries. Immutable. */
final class HttpUpload {
    private static final long SLOWEST_BYTES_PER_SECOND = 1 << 20;

    /** Where packets are dropped on the way there is no need to wait for as long as a busy server may take. */
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Duration limit;

    /** @param limit how long a request may take beside a second for each mebibyte */
    HttpUpload(Duration limit) {
        this.limit = limit;
        client = HttpClient.newBuilder()
                // Left to itself it asks to upgrade to HTTP/2, which MLflow's server answers with 400.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT)
                .build();
    }

    /** Sends a request; returns when it is answered by success, with the answer. */
    HttpResponse<String> send(String method, URI address, Map<String, String> headers, BodyPublisher body, long bytes)
            throws SendException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, body);
        headers.forEach(request::header);
        HttpResponse<String> answer = send(request.build(), limit.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND));
        if (answer.statusCode() / 100 != 2) {
            throw SendException.ofAnswer(answer.statusCode(), answer.body(), retryAfter(answer));
        }
        return answer;
    }

    /* The client's own time limit ends when an answer begins: one that never ends would hold us for good. */
    private HttpResponse<String> send(HttpRequest request, Duration time) throws SendException {
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw SendException.noAnswer(time, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw SendException.later("interrupted", e);
        } catch (ExecutionException e) {
            throw SendException.ofClient(e.getCause() == null ? e : e.getCause());
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
