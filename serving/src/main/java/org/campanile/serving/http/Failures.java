package org.campanile.serving.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.OverloadException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls that fail: a status, and {@code {"error": "one sentence"}}. What is a defect is logged and not told. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "1";

    private final JsonBodies json;

    Failures(JsonBodies json) {
        this.json = json;
    }

    void answer(Context context, Exception failure) {
        if (failure instanceof HttpFailure expected) {
            answer(context, expected.status(), expected.sentence());
        } else if (failure instanceof OverloadException) {
            context.header(Header.RETRY_AFTER, RETRY_SECONDS);
            answer(context, UNAVAILABLE, String.valueOf(failure.getMessage()));
        } else if (failure instanceof CampanileException wrongInput) {
            answer(context, BAD_REQUEST, wrongInput.getMessage());
        } else if (failure instanceof HttpResponseException ofJavalin) {
            answer(context, ofJavalin.getStatus(), sentence(context, ofJavalin.getStatus()));
        } else {
            LOG.error("{} {} failed; this is a defect", context.method(), context.path(), failure);
            answer(context, INTERNAL_ERROR, "The service failed; its log tells where.");
        }
    }

    private void answer(Context context, int status, String sentence) {
        context.status(status);
        json.write(context, Map.of("error", sentence));
    }

    private static String sentence(Context context, int status) {
        return switch (status) {
            case 404 -> "There is no call " + context.method() + " at this path; /docs lists all.";
            case 405 -> "The path does not take the method " + context.method() + "; /docs lists all calls.";
            default -> "The request cannot be answered.";
        };
    }
}
