package org.campanile.core.config;

/** Section {@code tracking}. The run folder is always written. */
public record TrackingConfiguration(
        @Option(
                value = "MLflow tracking URI; empty: the environment's MLFLOW_TRACKING_URI, else the run folder only.",
                defaultValue = "\"\"")
        String uri,

        @Option(value = "Whether files of the run are uploaded to MLflow as artifacts.", defaultValue = "true")
        boolean artifacts) {}
