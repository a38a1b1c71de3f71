package org.campanile.core.tracking;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.config.TrackingConfiguration;

/** Opens the tracker of a run. */
public final class RunTrackers {
    private RunTrackers() {}

    /**
     * Begins a run in its folder, or takes an earlier one up again, and records it there and, when the configuration or
     * {@code MLFLOW_TRACKING_URI} names an MLflow server, on that server too. Credentials are taken from
     * {@code MLFLOW_TRACKING_USERNAME}, {@code MLFLOW_TRACKING_PASSWORD} and {@code MLFLOW_TRACKING_TOKEN}.
     *
     * @throws org.campanile.core.CampanileException when the folder cannot be written or the configured URI is not one of
     *     an MLflow server
     */
    public static RunTracker open(TrackingConfiguration configuration, RunFolder folder) {
        Duration end = Duration.ofSeconds(configuration.finishSeconds());
        return open(configuration, folder, System.getenv(), SenderLimits.DEFAULT.closingWithin(end));
    }

    static RunTracker open(
            TrackingConfiguration configuration,
            RunFolder folder,
            Map<String, String> environment,
            SenderLimits limits) {
        Optional<TrackingServer> server = TrackingServer.find(configuration.uri(), environment);
        RunTracker tracker = new FolderTracker(folder, configuration, Clock.systemUTC());
        if (server.isEmpty()) {
            return tracker;
        }
        Sender sender = new Sender(new RunDelivery(folder, server.get(), limits), limits);
        sender.start();
        return new MlflowTracker(tracker, sender);
    }
}
