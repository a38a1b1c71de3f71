package org.campanile.spark.evaluation;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.math.BlasThreads;

/** How evaluation uses the cluster. */
final class Tasks {
    private Tasks() {}

    /** As many tasks as run at once, but none with less than {@code least} units of work if there can be fewer. */
    static int count(SparkSession spark, long work, int least) {
        long useful = Math.max(1, work / least);
        return (int) Math.min(useful, spark.sparkContext().defaultParallelism());
    }

    /** Holds matrix products to the cores of the running task; to be called once ND4J, which sets them too, is loaded. */
    static void limitThreads() {
        BlasThreads.limit(TaskContext.get().cpus());
    }
}
