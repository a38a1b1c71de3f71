package org.campanile.serving.http;

import io.javalin.http.Context;

/** One call of the service: reads the request, does what it asks for, and writes the answer. */
@FunctionalInterface
interface Call {
    /** Runtime exceptions become answers by {@link Failures}. */
    void answer(Context context);
}
