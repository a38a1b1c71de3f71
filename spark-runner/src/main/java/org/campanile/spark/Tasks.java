package org.campanile.spark;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.campanile.core.math.BlasThreads;

/** How work after training uses the cluster. */
public final class Tasks {
    private Tasks() {}

    /** As many tasks as run at once, but none with less than {@code least} units of work if there can be fewer. */
    public static int count(SparkSession spark, long work, int least) {
        long useful = Math.max(1, work / least);
        return (int) Math.min(useful, spark.sparkContext().defaultParallelism());
    }

    /** Holds matrix products to the cores of the running task; to be called once ND4J, which sets them too, is loaded. */
    public static void limitThreads() {
        BlasThreads.limit(TaskContext.get().cpus());
    }

    /** Runs something when the running task has ended, well or not; what was given last runs first. */
    public static void atEnd(Runnable action) {
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> action.run());
    }
}
