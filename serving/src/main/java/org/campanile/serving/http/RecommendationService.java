package org.campanile.serving.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.ServedVersions;
import org.campanile.serving.funnel.Traffic;

/**
 * The service over HTTP. Takes requests from the moment it is made until it is closed.
 *
 * <p>The versions, the funnel, the experiment and the metrics stay the caller's, who closes them after the service.
 */
public final class RecommendationService implements AutoCloseable {
    private final ServiceState state = new ServiceState();
    private final Javalin javalin;

    /**
     * Starts the service.
     *
     * @param loader     of versions that {@code /admin/reload} asks for
     * @param experiment empty: the current version answers everyone
     * @throws CampanileException when the address cannot be listened on, or the keystore cannot be read
     */
    public RecommendationService(
            ServiceSettings settings,
            ServedVersions versions,
            Funnel funnel,
            VersionLoader loader,
            Optional<ServedExperiment> experiment,
            ServiceMetrics metrics) {
        JsonBodies json = new JsonBodies(settings.limits());
        Admission admission = new Admission(settings.places());
        metrics.watch(admission);
        metrics.watch(versions);
        try (ServedVersions.Lease lease = versions.borrow()) {
            List<ServedVersion> served = new ArrayList<>(List.of(lease.version()));
            experiment.flatMap(ServedExperiment::challenger).ifPresent(served::add);
            metrics.served(served);
        }
        experiment.flatMap(ServedExperiment::log).ifPresent(metrics::watch);
        Endpoints endpoints =
                new Endpoints(new AccessGuard(settings.access()), admission, new Failures(json), metrics, state);
        HttpServer server = new HttpServer(settings);
        this.javalin = Javalin.create(config -> configure(config, server));
        routes(settings, versions, funnel, loader, experiment, metrics, json)
                .forEach(route -> javalin.addHttpHandler(
                        route.method(), route.path(), context -> endpoints.answer(route, context)));
        // Javalin's own refusals have a handler of their own, which this replaces.
        javalin.exception(HttpResponseException.class, endpoints::refuse);
        javalin.exception(Exception.class, endpoints::refuse);
        javalin.start();
    }

    private static void configure(JavalinConfig config, HttpServer server) {
        config.showJavalinBanner = false;
        config.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        server.configure(config);
    }

    /** All calls. */
    private List<Route> routes(
            ServiceSettings settings,
            ServedVersions versions,
            Funnel funnel,
            VersionLoader loader,
            Optional<ServedExperiment> experiment,
            ServiceMetrics metrics,
            JsonBodies json) {
        BodyChecks checks = new BodyChecks(settings.limits());
        RecommendationCalls recommendations =
                new RecommendationCalls(new Traffic(versions, experiment), funnel, json, checks, settings.timeout());
        CollectionCalls collection = new CollectionCalls(versions, json, checks);
        VersionCalls version = new VersionCalls(versions, loader, experiment, json, metrics);
        StateCalls states = new StateCalls(versions, state, metrics, json);
        List<Route> routes = new ArrayList<>(List.of(
                Route.post("/rec/recall", Access.SERVICE, recommendations::recall),
                Route.post("/rec/recommend", Access.SERVICE, recommendations::recommend),
                Route.post("/rec/similar", Access.SERVICE, recommendations::similar),
                Route.post("/rec/count", Access.SERVICE, collection::count),
                Route.post("/rec/insert_data", Access.ADMIN, collection::insert),
                Route.post("/rec/drop", Access.ADMIN, collection::drop),
                Route.post("/qa/drop", Access.ADMIN, collection::drop),
                Route.post("/admin/reload", Access.ADMIN, version::reload),
                Route.post("/admin/rollback", Access.ADMIN, version::rollBack),
                Route.get("/health", Access.OPEN, states::health),
                Route.get("/ready", Access.OPEN, states::ready),
                Route.get("/metrics", Access.MONITORING, states::metrics)));
        routes.addAll(new DocumentationCalls(OpenApiDocument.of(settings.limits(), settings.access()), json).routes());
        return routes;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /**
     * Ends the service: it is no longer ready, takes no new connections, and answers what is in flight, for which it waits as
     * long as the settings say.
     */
    @Override
    public void close() {
        state.drain();
        javalin.stop();
    }
}
