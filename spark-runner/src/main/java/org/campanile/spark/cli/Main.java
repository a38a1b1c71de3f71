package org.campanile.spark.cli;

import org.campanile.core.cli.CommandRunner;

/** Entry point of the JAR: under the launcher, {@code spark-submit} and as a Databricks JAR task alike. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit status, except on Databricks, which owns the process. */
    public static void main(String[] arguments) {
        int status = run(arguments);
        if (System.getenv("DATABRICKS_RUNTIME_VERSION") == null) {
            // Not merely returning: after a barrier stage on a local master a timer of Spark's keeps the JVM alive.
            System.exit(status);
        }
        if (status != 0) {
            throw new IllegalStateException("Campanile ended with status " + status + "; the reason is above.");
        }
    }

    /** Runs one command and returns its exit status: 0 success, 1 failure, 2 wrong arguments. */
    static int run(String... arguments) {
        return CommandRunner.run(new CampanileCommand(), arguments);
    }
}
