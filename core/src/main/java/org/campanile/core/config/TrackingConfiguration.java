package org.campanile.core.config;

import java.util.regex.Pattern;
import org.campanile.core.Check;

/** Section {@code tracking}. The run folder is always written. */
public record TrackingConfiguration(
        @Option(
                value = "MLflow tracking URI; empty: the environment's MLFLOW_TRACKING_URI, else the run folder only.",
                defaultValue = "\"\"")
        String uri,

        @Option(value = "Whether files of the run are uploaded to MLflow as artifacts.", defaultValue = "true")
        boolean artifacts,

        @Option(
                value = "Seconds that a run waits at its end for an MLflow server to take what is left.",
                defaultValue = "30",
                range = "[1, 86400]")
        int finishSeconds,

        @Option(
                value =
                        "Checkpoints among these files: none; last: the newest; best-and-last: also the best of validation.",
                defaultValue = "none")
        Checkpoints checkpoints,

        @Option(
                value =
                        "Name of the registered model that a finished model becomes a version of; empty: none. Trials of sweeps"
                                + " and baselines are not registered.",
                defaultValue = "\"\"")
        String register,

        @Option(
                value = "Alias that the new version of the registered model gets, such as champion; empty: none.",
                defaultValue = "\"\"")
        String registerAlias) {

    /** What MLflow refuses in names of registered models, and quotes. */
    private static final Pattern FORBIDDEN = Pattern.compile("[/:'\"`%]");

    public TrackingConfiguration {
        Check.that(
                !FORBIDDEN.matcher(register).find(),
                "register is %s; allowed: a name without slashes, colons, quotes and percent signs",
                register);
        Check.that(
                register.isEmpty() || artifacts,
                "register is %s, but the files of the model are not uploaded: set artifacts to true",
                register);
        Check.that(
                registerAlias.isEmpty() || !register.isEmpty(),
                "register-alias is %s, but register does not say of which model",
                registerAlias);
    }

    /** Without checkpoints and registered model; half a minute at the end. */
    public TrackingConfiguration(String uri, boolean artifacts) {
        this(uri, artifacts, 30, Checkpoints.NONE, "", "");
    }

    /** Which checkpoints are uploaded. */
    public enum Checkpoints {
        NONE,
        LAST,
        BEST_AND_LAST
    }
}
