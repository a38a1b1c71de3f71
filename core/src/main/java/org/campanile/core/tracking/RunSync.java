package org.campanile.core.tracking;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.campanile.core.CampanileException;

/** Sends recorded runs to an MLflow server afterwards. */
public final class RunSync {
    private RunSync() {}

    /**
     * Sends what the server has not got of a run, under the times it was measured at. Done twice, the second time sends
     * nothing.
     *
     * @param uri      tracking URI; empty: that of {@code MLFLOW_TRACKING_URI}
     * @param listener hears how far the run's files have come
     * @throws CampanileException when the run still goes on, or the server cannot be reached or refuses
     */
    public static SyncReport sync(RunFolder folder, String uri, ProgressListener listener) {
        return sync(folder, uri, System.getenv(), SenderLimits.DEFAULT, listener);
    }

    /**
     * Checks a tracking URI before there is anything to send.
     *
     * @throws CampanileException when it cannot be one
     */
    public static void checkUri(String uri) {
        server(uri, System.getenv());
    }

    static SyncReport sync(RunFolder folder, String uri, Map<String, String> environment, SenderLimits limits) {
        return sync(folder, uri, environment, limits, ProgressListener.SILENT);
    }

    private static SyncReport sync(
            RunFolder folder,
            String uri,
            Map<String, String> environment,
            SenderLimits limits,
            ProgressListener listener) {
        if (folder.read().status == RunStatus.RUNNING) {
            throw new CampanileException("Run %s still goes on and sends its own records; sync it when it has ended."
                    .formatted(folder.path()));
        }
        TrackingServer server = server(uri, environment);
        // Whoever waits is told of refusals by the report, and need not be told twice.
        try (RunDelivery delivery =
                new RunDelivery(folder, server, limits, new SendProgress(listener), refusal -> {})) {
            delivery.watch();
            send(delivery, limits);
            return delivery.report();
        }
    }

    /** The command that sends what is left of a run, as it is typed; {@code runs} is where it looks unless told. */
    static String command(RunFolder folder, TrackingServer server) {
        Path runs = folder.path().resolve("../..").normalize();
        return "campanile runs sync " + server + (runs.equals(Path.of("runs")) ? "" : " --output " + runs);
    }

    private static TrackingServer server(String uri, Map<String, String> environment) {
        return TrackingServer.find(uri, "The URI to send to", environment)
                .orElseThrow(() -> new CampanileException(
                        "There is no MLflow server to send to: give its URI, or set MLFLOW_TRACKING_URI."));
    }

    private static void send(RunDelivery delivery, SenderLimits limits) {
        Duration delay = limits.firstDelay();
        for (int tries = 1; ; tries++) {
            try {
                delivery.send();
                return;
            } catch (SendException e) {
                if (e.kind() != SendException.Kind.LATER || tries == limits.closingTries()) {
                    throw new CampanileException(
                            "MLflow at %s does not take run %s: %s."
                                    .formatted(
                                            delivery.server(), delivery.folder().path(), e.getMessage()),
                            e);
                }
                pause(e.retryAfter().orElse(delay));
                delay = delay.multipliedBy(2);
            }
        }
    }

    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CampanileException("Sending was interrupted; `campanile runs sync` goes on where it stopped.", e);
        }
    }
}
