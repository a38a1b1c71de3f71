package org.campanile.serving.http;

import io.javalin.http.Context;
import io.javalin.http.Header;

/** What all calls have in common: access, admission, failures, times. */
final class Endpoints {
    private static final String UNMATCHED = "unmatched";

    private final AccessGuard guard;
    private final Admission admission;
    private final Failures failures;
    private final ServiceMetrics metrics;
    private final ServiceState state;

    Endpoints(AccessGuard guard, Admission admission, Failures failures, ServiceMetrics metrics, ServiceState state) {
        this.guard = guard;
        this.admission = admission;
        this.failures = failures;
        this.metrics = metrics;
        this.state = state;
    }

    /** Answers a request to a route, whatever happens. */
    void answer(Route route, Context context) {
        long start = System.nanoTime();
        try {
            guard.check(context, route.access());
            if (route.access() == Access.SERVICE) {
                admission.inside(() -> route.call().answer(context));
            } else {
                route.call().answer(context);
            }
        } catch (RuntimeException e) {
            failures.answer(context, e);
        }
        end(route.path(), context, start);
    }

    /** Answers a request that has no route. */
    void refuse(Exception failure, Context context) {
        long start = System.nanoTime();
        failures.answer(context, failure);
        end(UNMATCHED, context, start);
    }

    private void end(String route, Context context, long start) {
        if (state.isDraining()) {
            context.header(Header.CONNECTION, "close");
        }
        metrics.requestEnded(route, context.statusCode(), System.nanoTime() - start);
    }
}
