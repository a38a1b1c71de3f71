package org.campanile.spark.evaluation;

import org.apache.spark.sql.SparkSession;

/** How evaluation uses the cluster: by many tasks, each of one thread, as several may share a JVM. */
final class Tasks {
    private Tasks() {}

    /** As many tasks as run at once, but none with less than {@code least} units of work if there can be fewer. */
    static int count(SparkSession spark, long work, int least) {
        long useful = Math.max(1, work / least);
        return (int) Math.min(useful, spark.sparkContext().defaultParallelism());
    }
}
