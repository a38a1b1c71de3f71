package org.campanile.spark.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whether an MLflow server answers. Only the driver sends to it, so that it is no fault when executors cannot reach it.
 *
 * @param uri the tracking URI; empty when none is configured
 */
record MlflowCheck(String uri) {
    private static final String SUBJECT = "mlflow";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** The server that the environment names. */
    static MlflowCheck ofEnvironment() {
        String named = System.getenv("MLFLOW_TRACKING_URI");
        return new MlflowCheck(named == null ? "" : named.strip().replaceAll("/+$", ""));
    }

    Finding run(Place place) {
        if (!uri.startsWith("http")) {
            return Finding.fine(SUBJECT, uri.isEmpty() ? "not configured; runs are kept in the run folder" : uri);
        }
        Finding finding = ask();
        return place == Place.DRIVER || finding.state() == Finding.State.FINE
                ? finding
                : Finding.fine(SUBJECT, finding.found() + "; only the driver sends to it");
    }

    private Finding ask() {
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(uri + "/health"))
                                    .timeout(TIMEOUT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200
                    ? Finding.fine(SUBJECT, shown() + " answers")
                    : Finding.note(
                            SUBJECT, shown() + " answers " + answer.statusCode(), "Check address and credentials");
        } catch (IOException e) {
            return Finding.note(
                    SUBJECT,
                    shown() + " does not answer: " + e.getClass().getSimpleName(),
                    "Training works without; send the runs later with: campanile runs sync " + shown());
        } catch (IllegalArgumentException e) {
            return Finding.note(SUBJECT, shown() + " is not the address of a server", "Correct MLFLOW_TRACKING_URI");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.note(SUBJECT, "interrupted", "Try again");
        }
    }

    /** Without the password that it should not hold. */
    private String shown() {
        return uri.replaceFirst("//[^/]*@", "//...@");
    }
}
