package org.campanile.serving.http;

import io.javalin.http.Context;
import org.campanile.serving.funnel.ServedVersions;

/** Health, readiness and metrics. */
final class StateCalls {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UNAVAILABLE = 503;

    private final ServedVersions versions;
    private final ServiceState state;
    private final ServiceMetrics metrics;
    private final JsonBodies json;

    StateCalls(ServedVersions versions, ServiceState state, ServiceMetrics metrics, JsonBodies json) {
        this.versions = versions;
        this.state = state;
        this.metrics = metrics;
        this.json = json;
    }

    record Health(String status) {}

    record Readiness(String status, String version, int count) {}

    /** The process answers. */
    void health(Context context) {
        json.write(context, new Health("up"));
    }

    /** Recommendations can be asked for: there are items, and the service is not about to end. */
    void ready(Context context) {
        if (state.isDraining()) {
            throw new HttpFailure(UNAVAILABLE, "The service is shutting down.");
        }
        try (ServedVersions.Lease lease = versions.borrow()) {
            int count = lease.version().collection().count();
            if (count == 0) {
                throw new HttpFailure(UNAVAILABLE, "All items were dropped: insert some by /rec/insert_data.");
            }
            json.write(context, new Readiness("ready", lease.version().id(), count));
        }
    }

    void metrics(Context context) {
        context.contentType(PROMETHEUS).result(metrics.scrape());
    }
}
