package org.campanile.spark.cli;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.RunConfiguration;

/**
 * The Spark session of a command: the one of the cluster that started the process or, without a cluster, one in this JVM
 * with enough slots for the workers, which all start at once. A worker takes one slot there whatever its threads: slots
 * are only a number of tasks, and while workers train nothing else runs.
 */
final class LocalSession implements AutoCloseable {
    private static final String MASTER = "spark.master";

    private final SparkSession spark;

    private LocalSession(SparkSession spark) {
        this.spark = spark;
    }

    static LocalSession open(RunConfiguration configuration) {
        return open(configuration, 1);
    }

    /** @param parallel how many trainings of this kind go on at once */
    static LocalSession open(RunConfiguration configuration, int parallel) {
        return open(configuration.name(), parallel * configuration.cluster().workers());
    }

    /** @param workers how many tasks must run at once without a cluster */
    static LocalSession open(String name, int workers) {
        SparkSession.Builder builder =
                SparkSession.builder().appName("Campanile " + name).config("spark.ui.showConsoleProgress", "false");
        if (System.getProperty(MASTER) == null && !isOnDatabricks()) {
            int cores = Runtime.getRuntime().availableProcessors();
            int slots = Math.max(cores, workers);
            builder.master("local[" + slots + "]")
                    .config("spark.sql.shuffle.partitions", String.valueOf(2 * cores))
                    .config("spark.ui.enabled", System.getProperty("spark.ui.enabled", "false"));
        }
        if (!isOnDatabricks()) {
            ExecutorDefaults.ofThisProcess().forEach(builder::config);
        }
        return new LocalSession(builder.getOrCreate());
    }

    /** Whether this process was started as the driver of a cluster's application, so that executors are other processes. */
    static boolean isOfCluster() {
        return isOnDatabricks() || !System.getProperty(MASTER, "local").startsWith("local");
    }

    private static boolean isOnDatabricks() {
        return System.getenv("DATABRICKS_RUNTIME_VERSION") != null;
    }

    SparkSession spark() {
        return spark;
    }

    /** Stops the session, except on Databricks, where it belongs to the cluster. */
    @Override
    public void close() {
        if (!isOnDatabricks()) {
            spark.stop();
        }
    }
}
