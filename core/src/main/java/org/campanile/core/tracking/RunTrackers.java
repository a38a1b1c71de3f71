package org.campanile.core.tracking;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TrackingConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the tracker of a run. */
public final class RunTrackers {
    private static final Logger LOG = LoggerFactory.getLogger(RunTrackers.class);
    private static final String OPTION = "tracking.uri";

    private RunTrackers() {}

    /**
     * Sees to it that runs of an experiment can be sent where the configuration says, as far as that shows without asking.
     *
     * @throws CampanileException when the URI is not one of an MLflow server, or the server has no such experiments
     */
    public static void check(TrackingConfiguration configuration, String experiment) {
        boolean isDatabricks = TrackingServer.find(configuration.uri(), OPTION, Map.of())
                .filter(TrackingServer::isDatabricks)
                .isPresent();
        if (isDatabricks && !experiment.startsWith("/")) {
            throw new CampanileException(
                    "experiment is '%s', but %s is '%s', where experiments are paths of the workspace: set it to /Shared/%s or /Users/YOU/%s."
                            .formatted(experiment, OPTION, configuration.uri(), experiment, experiment));
        }
    }

    /**
     * Begins a run in its folder, or takes an earlier one up again, and records it there and, when the configuration or
     * {@code MLFLOW_TRACKING_URI} names an MLflow server, on that server too. Credentials are taken from
     * {@code MLFLOW_TRACKING_USERNAME}, {@code MLFLOW_TRACKING_PASSWORD} and {@code MLFLOW_TRACKING_TOKEN}.
     *
     * @throws CampanileException when the folder cannot be written or the configured URI is not one of
     *     an MLflow server
     */
    public static RunTracker open(TrackingConfiguration configuration, RunFolder folder) {
        return open(configuration, folder, ProgressListener.SILENT);
    }

    /**
     * The same.
     *
     * @param listener hears, while the tracker is being closed, how far the files have come that are still to be sent
     */
    public static RunTracker open(TrackingConfiguration configuration, RunFolder folder, ProgressListener listener) {
        Duration end = Duration.ofSeconds(configuration.finishSeconds());
        return open(configuration, folder, System.getenv(), SenderLimits.DEFAULT.closingWithin(end), listener);
    }

    static RunTracker open(
            TrackingConfiguration configuration,
            RunFolder folder,
            Map<String, String> environment,
            SenderLimits limits) {
        return open(configuration, folder, environment, limits, ProgressListener.SILENT);
    }

    static RunTracker open(
            TrackingConfiguration configuration,
            RunFolder folder,
            Map<String, String> environment,
            SenderLimits limits,
            ProgressListener listener) {
        Optional<TrackingServer> server = TrackingServer.find(configuration.uri(), OPTION, environment);
        RunTracker tracker = new FolderTracker(folder, configuration, Clock.systemUTC());
        if (server.isEmpty()) {
            return tracker;
        }
        RunDelivery delivery = new RunDelivery(folder, server.get(), limits, new SendProgress(listener), LOG::warn);
        Sender sender = new Sender(delivery, limits);
        sender.start();
        return new MlflowTracker(tracker, sender);
    }
}
