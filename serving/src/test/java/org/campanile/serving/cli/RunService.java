package org.campanile.serving.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.serving.funnel.BatchSettings;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.ServedVersions;
import org.campanile.serving.http.AccessSettings;
import org.campanile.serving.http.RecommendationService;
import org.campanile.serving.http.RequestLimits;
import org.campanile.serving.http.ServiceMetrics;
import org.campanile.serving.http.ServiceSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs as {@code serve} serves them when no option is given, on a free port of the loopback address, and a client. */
final class RunService implements AutoCloseable {
    private static final String TOKEN = "a-token-of-these-tests";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceMetrics metrics = new ServiceMetrics();
    private final ServedVersions versions;
    private final RecommendationService service;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunService(Path retrieval, @Nullable Path ranking) {
        FunnelOptions options = options(new FunnelOptions());
        Funnel funnel = new Funnel(options.settings(), options.rules(), metrics);
        ServedRuns runs = new ServedRuns(
                retrieval.resolve(".."),
                retrieval,
                ranking,
                options(new IndexOptions()),
                new BatchSettings(1, 16, 100),
                funnel,
                metrics,
                ProgressListener.SILENT);
        this.versions = new ServedVersions(runs.load(Optional.empty(), Optional.empty()));
        ServiceSettings settings = new ServiceSettings(
                "127.0.0.1",
                0,
                Optional.empty(),
                new AccessSettings(TOKEN, AccessSettings.Protection.ADMIN),
                RequestLimits.DEFAULT,
                4,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1));
        this.service = new RecommendationService(settings, versions, funnel, runs, Optional.empty(), metrics);
    }

    /* The defaults, read as Main reads options. */
    private static <T> T options(T options) {
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs();
        return options;
    }

    /** The answer to a request with the token, which must be 200. */
    JsonNode post(String path, Map<String, ?> body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                    .timeout(Duration.ofMinutes(1))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " was answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The ids of a list of recommendations, in order. */
    static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.path("items").forEach(item -> ids.add(item.path("item_id").asText()));
        return ids;
    }

    @Override
    public void close() {
        service.close();
        versions.close();
        metrics.close();
    }
}
