package org.campanile.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.FunnelSettings;
import org.campanile.serving.funnel.ItemRules;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedExperiment.Challenger;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.ServedVersions;
import org.campanile.serving.funnel.SmallModel;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.model.ServedRetrieval;

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
    private final Path folder;
    private final ServedVersions versions;
    private final Optional<ServedExperiment> experiment;
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
        this(folder, settings, SmallModel::index);
    }

    /** @param index makes the index of a version */
    ServiceFixture(Path folder, ServiceSettings settings, Function<String, VectorIndex> index) {
        this(folder, settings, index, service -> Optional.empty());
    }

    private ServiceFixture(
            Path folder,
            ServiceSettings settings,
            Function<String, VectorIndex> index,
            Function<ServiceFixture, Optional<ServedExperiment>> begin) {
        this.folder = folder;
        ServedRetrieval model = ServedRetrieval.open(bundle(1), 2);
        this.versions = new ServedVersions(SmallModel.version(model, index.apply(model.version()), metrics));
        Funnel funnel = new Funnel(new FunnelSettings(5, 3, 0, 0), ItemRules.NONE, metrics);
        this.experiment = begin.apply(this);
        this.service = new RecommendationService(settings, versions, funnel, this::load, experiment, metrics);
    }

    /** A service that compares version 1 with version 2, half of the users who are not held out each. */
    static ServiceFixture comparing(
            Path folder, ServiceSettings settings, String experiment, double holdOut, ExposureLog log) {
        return new ServiceFixture(folder, settings, SmallModel::index, service -> {
            Challenger challenger = new Challenger(service.load(Optional.of("2"), Optional.empty()), .5);
            return Optional.of(new ServedExperiment(experiment, holdOut, service.version(1), challenger, log));
        });
    }

    /** A service of version 1 that holds a share of the users out. */
    static ServiceFixture holdingOut(Path folder, String experiment, double holdOut) {
        return new ServiceFixture(
                folder,
                SETTINGS,
                SmallModel::index,
                service -> Optional.of(new ServedExperiment(experiment, holdOut, service.version(1), null, null)));
    }

    /* Runs are called by their numbers; there is none called otherwise. */
    private ServedVersion load(Optional<String> run, Optional<String> ranking) {
        String name = run.orElse("1");
        if (!name.matches("[123]")) {
            throw new CampanileException("The run " + name + " has no bundle.");
        }
        return SmallModel.open(bundle(Integer.parseInt(name)), metrics);
    }

    private FileStore bundle(int number) {
        Path bundle = folder.resolve("bundle-" + number);
        return Files.exists(bundle) ? new LocalFileStore(bundle) : SmallModel.write(folder, number);
    }

    /** The version that a run serves. */
    String version(int run) {
        return ModelBundle.manifest(bundle(run)).version();
    }

    int port() {
        return service.port();
    }

    Answer post(String path, String body) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postWithToken(String path, String body) {
        return send(
                path,
                request -> request.header("Content-Type", "application/json")
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
        experiment.ifPresent(ServedExperiment::close);
        versions.close();
        metrics.close();
    }
}
