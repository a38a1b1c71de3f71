package org.campanile.core.tracking;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What started a run.
 *
 * @param command the command as typed, such as {@code campanile train config.yaml}, or the name of a program
 * @param folder  where its sources lie; when that is in a Git working tree, the commit is recorded
 */
public record RunSource(String command, Path folder) {
    static final String NAME = "mlflow.source.name";

    private static final String TYPE = "mlflow.source.type";
    private static final String COMMIT = "mlflow.source.git.commit";
    private static final String USER = "mlflow.user";

    /** The source as the tags that MLflow shows it by. */
    public Map<String, String> tags() {
        return tags(System.getenv());
    }

    Map<String, String> tags(Map<String, String> environment) {
        Map<String, String> tags = unnamed();
        tags.put(NAME, command);
        if (environment.containsKey("DATABRICKS_RUNTIME_VERSION")) {
            tags.put(TYPE, "JOB");
        }
        GitCommit.of(folder).ifPresent(commit -> tags.put(COMMIT, commit));
        return tags;
    }

    /** The tags of a run that does not say what started it. */
    static Map<String, String> unnamed() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(USER, System.getProperty("user.name", "unknown"));
        tags.put(NAME, "campanile");
        tags.put(TYPE, "LOCAL");
        return tags;
    }
}
