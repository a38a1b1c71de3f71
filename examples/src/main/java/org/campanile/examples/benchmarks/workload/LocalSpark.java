package org.campanile.examples.benchmarks.workload;

import org.apache.spark.sql.SparkSession;

/** Spark on this machine alone, with as many tasks at once as there shall be cores in use. */
final class LocalSpark {
    private LocalSpark() {}

    static SparkSession open(int cores) {
        return SparkSession.builder()
                .master("local[" + cores + "]")
                .appName("Campanile benchmarks")
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.sql.shuffle.partitions", Integer.toString(2 * cores))
                .getOrCreate();
    }
}
