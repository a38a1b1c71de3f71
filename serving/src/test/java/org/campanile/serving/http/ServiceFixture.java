package org.campanile.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.FunnelSettings;
import org.campanile.serving.funnel.ItemRules;
import org.campanile.serving.funnel.PlainIndex;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.ServedVersions;
import org.campanile.serving.funnel.SmallModel;
import org.campanile.serving.index.VectorIndex;

/** A service of the small model on a free port of the loopback address, and a client of it. */
final class ServiceFixture implements AutoCloseable {
    static final String TOKEN = "a-token-of-these-tests";
    static final RequestLimits LIMITS = new RequestLimits(4, 6, 3, 2, 2_000);
    static final ServiceSettings SETTINGS = new ServiceSettings(
            "127.0.0.1",
            0,
            Optional.empty(),
            new AccessSettings(TOKEN, AccessSettings.Protection.ADMIN),
            LIMITS,
            8,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceMetrics metrics = new ServiceMetrics();
    private final PreparedDataset entities;
    private final ServedVersions versions;
    private final RecommendationService service;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(1))
            .build();

    /** An answer: its status, its body, and the header that tells when to try again. */
    record Answer(int status, JsonNode body, Optional<String> retryAfter) {
        String error() {
            return body.path("error").asText();
        }
    }

    ServiceFixture(Path folder, ServiceSettings settings) {
        this(folder, settings, new PlainIndex("one", SmallModel.VECTORS));
    }

    /** Loads version NAME for a run of that name; the run "bad" cannot be loaded. */
    ServiceFixture(Path folder, ServiceSettings settings, VectorIndex index) {
        this.entities = SmallModel.entities(folder);
        this.versions = new ServedVersions(SmallModel.version(entities, index, metrics));
        Funnel funnel = new Funnel(new FunnelSettings(5, 3, 0, 0), ItemRules.NONE, metrics);
        this.service = new RecommendationService(settings, versions, funnel, this::load, metrics);
    }

    private ServedVersion load(Optional<String> run, Optional<String> ranking) {
        String version = run.orElse("one");
        if (version.equals("bad")) {
            throw new CampanileException("The run bad has no bundle.");
        }
        return SmallModel.version(entities, new PlainIndex(version, SmallModel.VECTORS), metrics);
    }

    int port() {
        return service.port();
    }

    Answer post(String path, String body) {
        return send(path, request -> request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postWithToken(String path, String body) {
        return send(path, request -> request.header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String path) {
        return send(path, UnaryOperator.identity());
    }

    Answer send(String path, UnaryOperator<HttpRequest.Builder> request) {
        HttpResponse<String> response = exchange(path, request);
        try {
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body()),
                    response.headers().firstValue("Retry-After"));
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }

    /** The body as it is. */
    String text(String path) {
        return exchange(path, UnaryOperator.identity()).body();
    }

    private HttpResponse<String> exchange(String path, UnaryOperator<HttpRequest.Builder> request) {
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .timeout(Duration.ofMinutes(1));
            return client.send(request.apply(builder).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        service.close();
        versions.close();
        metrics.close();
    }
}
