package org.campanile.core.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowHttpException;

/** A tracking server did not do what it was asked to. */
final class SendException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_REASON = 300;

    /** What to do about it. */
    enum Kind {
        /** Not reached, overloaded or out of order: try again later. */
        LATER,
        /** What a store says of the bytes that it took is not true of those that were sent. */
        DAMAGED,
        /** The server does not like what was in the request; others may pass. */
        CONTENT,
        /** The server does not let us, or does not have what we speak of: trying again does not help. */
        REFUSED
    }

    private final Kind kind;
    private final int status;
    private final @Nullable Duration retryAfter;

    private SendException(
            Kind kind, int status, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static SendException later(String message, @Nullable Throwable cause) {
        return new SendException(Kind.LATER, 0, message, cause, null);
    }

    static SendException noAnswer(Duration within, Throwable cause) {
        return later("no answer within " + within.toMillis() / 1000.0 + " s", cause);
    }

    static SendException refused(String message) {
        return new SendException(Kind.REFUSED, 0, message, null, null);
    }

    static SendException damaged(String message) {
        return new SendException(Kind.DAMAGED, 0, message, null, null);
    }

    /** From the answer to an HTTP request. */
    static SendException ofAnswer(int status, String body, @Nullable Duration retryAfter) {
        return new SendException(
                kind(status),
                status,
                "HTTP %d %s".formatted(status, reason(body)).strip(),
                null,
                retryAfter);
    }

    /** From whatever a call of the MLflow client threw. */
    static SendException ofClient(Throwable failure) {
        if (failure instanceof MlflowHttpException answer) {
            return ofAnswer(answer.getStatusCode(), answer.getBodyMessage(), null);
        }
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return later(root.getClass().getSimpleName() + ": " + root.getMessage(), failure);
    }

    Kind kind() {
        return kind;
    }

    /** The same with what to do about it. */
    SendException advising(String advice) {
        return new SendException(kind, status, getMessage() + "; " + advice, this, retryAfter);
    }

    /** Whether the server does not know who we are. */
    boolean isUnauthenticated() {
        return status == 401;
    }

    /** Whether it does not let us with what we have shown: what lets us in may have expired. */
    boolean isForbidden() {
        return status == 401 || status == 403;
    }

    /** Whether there was an answer, if only that of a server in trouble. */
    boolean isAnswer() {
        return status > 0;
    }

    /** Whether the server does not do what it was asked to, and would not later: older servers, and lesser ones. */
    boolean isUnsupported() {
        return status == 501 || (isAnswer() && kind != Kind.LATER && !isUnauthenticated());
    }

    /** How long the server asked to be left alone. */
    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    private static Kind kind(int status) {
        return switch (status) {
            case 408, 425, 429 -> Kind.LATER;
            case 400, 413, 422 -> Kind.CONTENT;
            default -> status >= 500 ? Kind.LATER : Kind.REFUSED;
        };
    }

    /** The message inside MLflow's error, else the beginning of the body. */
    private static String reason(String body) {
        String text = body;
        try {
            JsonNode message = Json.MAPPER.readTree(body).path("message");
            text = message.isTextual() ? message.asText() : body;
        } catch (JsonProcessingException e) {
            text = body.replaceAll("<[^>]*>", " ");
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "...";
    }
}
