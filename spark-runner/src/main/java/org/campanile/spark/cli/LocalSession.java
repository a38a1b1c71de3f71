package org.campanile.spark.cli;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;

/**
 * The Spark session of a command: the one of the cluster that started the process or, without a cluster, one in this JVM
 * with enough slots for the workers, which all start at once. A worker takes one slot there whatever its threads: slots
 * are only a number of tasks, and while workers train nothing else runs.
 */
final class LocalSession implements AutoCloseable {
    private final SparkSession spark;

    private LocalSession(SparkSession spark) {
        this.spark = spark;
    }

    static LocalSession open(RunConfiguration configuration) {
        SparkSession.Builder builder = SparkSession.builder()
                .appName("Campanile " + configuration.name())
                .config("spark.ui.showConsoleProgress", "false");
        if (System.getProperty("spark.master") == null && System.getenv("DATABRICKS_RUNTIME_VERSION") == null) {
            int cores = Runtime.getRuntime().availableProcessors();
            int slots = Math.max(cores, configuration.cluster().workers());
            builder.master("local[" + slots + "]")
                    .config("spark.sql.shuffle.partitions", String.valueOf(2 * cores))
                    .config("spark.ui.enabled", System.getProperty("spark.ui.enabled", "false"));
        }
        if (System.getenv("DATABRICKS_RUNTIME_VERSION") == null) {
            ExecutorDefaults.ofThisProcess().forEach(builder::config);
        }
        return new LocalSession(builder.getOrCreate());
    }

    SparkSession spark() {
        return spark;
    }

    /** Stops the session, except on Databricks, where it belongs to the cluster. */
    @Override
    public void close() {
        if (System.getenv("DATABRICKS_RUNTIME_VERSION") == null) {
            spark.stop();
        }
    }
}
