package org.campanile.serving.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.funnel.FunnelListener;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.ServedVersions;
import org.campanile.serving.funnel.Stage;

/**
 * What Prometheus is told: times of calls and stages as histograms, sizes of batches, fallbacks, what is served, and what it
 * takes of the machine.
 *
 * <p>Safe for use by several threads.
 */
public final class ServiceMetrics implements FunnelListener, AutoCloseable {
    private static final Duration[] BOUNDS = IntStream.of(
                    250, 500, 1_000, 2_000, 3_000, 5_000, 7_500, 10_000, 15_000, 25_000, 50_000, 100_000, 250_000,
                    500_000, 1_000_000, 2_500_000)
            .mapToObj(microseconds -> Duration.of(microseconds, ChronoUnit.MICROS))
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Map<RouteStatus, Timer> requests = new ConcurrentHashMap<>();
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final DistributionSummary batches;
    private final Counter fallbacks;
    private final MultiGauge models;

    private record RouteStatus(String route, int status) {}

    public ServiceMetrics() {
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    Timer.builder("campanile.stage")
                            .description("Time of one stage of the funnel")
                            .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BOUNDS)
                            .register(registry));
        }
        batches = DistributionSummary.builder("campanile.batch.queries")
                .description("Queries that were searched together")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
                .register(registry);
        fallbacks = Counter.builder("campanile.fallbacks")
                .description("Users who got popular items, since nothing was known of them")
                .register(registry);
        models = MultiGauge.builder("campanile.model.info")
                .description("The versions that are served, as labels of the value 1")
                .register(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Tells of requests in flight. */
    void watch(Admission admission) {
        gauge("campanile.requests.in.flight", "Requests that are worked on", admission::inside);
    }

    /** Tells of other versions from now on. */
    public void served(List<ServedVersion> versions) {
        models.register(
                versions.stream()
                        .map(version -> MultiGauge.Row.of(
                                Tags.of("version", version.id(), "dim", String.valueOf(version.dim())), 1))
                        .toList(),
                true);
    }

    /** Tells of the rows of a log. */
    void watch(ExposureLog log) {
        exposures(log, "written", ExposureLog::written);
        exposures(log, "dropped", ExposureLog::dropped);
    }

    private void exposures(ExposureLog log, String result, ToDoubleFunction<ExposureLog> rows) {
        FunctionCounter.builder("campanile.exposures", log, rows)
                .description("Items shown, by what became of their rows in the exposure log")
                .tag("result", result)
                .register(registry);
    }

    /** Tells how many items can be found, and how many queries wait, of whatever version is served. */
    void watch(ServedVersions versions) {
        gauge(
                "campanile.index.items",
                "Items that can be found",
                () -> of(versions, version -> version.collection().count()));
        gauge(
                "campanile.queries.waiting",
                "Queries that wait to be searched",
                () -> of(versions, ServedVersion::waiting));
    }

    private static int of(ServedVersions versions, ToIntFunction<ServedVersion> value) {
        try (ServedVersions.Lease lease = versions.borrow()) {
            return value.applyAsInt(lease.version());
        }
    }

    private void gauge(String name, String description, IntSupplier value) {
        Gauge.builder(name, value::getAsInt)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    void requestEnded(String route, int status, long nanoseconds) {
        requests.computeIfAbsent(new RouteStatus(route, status), this::timer).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    private Timer timer(RouteStatus key) {
        return Timer.builder("campanile.requests")
                .description("Time of one request, from its first line on to its answer")
                .tag("route", key.route())
                .tag("status", String.valueOf(key.status()))
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    @Override
    public void stageEnded(Stage stage, long nanoseconds) {
        Objects.requireNonNull(stages.get(stage)).record(nanoseconds, TimeUnit.NANOSECONDS);
    }

    @Override
    public void batchSearched(int queries) {
        batches.record(queries);
    }

    @Override
    public void fellBack() {
        fallbacks.increment();
    }

    /** All metrics in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
