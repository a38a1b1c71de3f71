package org.campanile.spark;

import org.apache.spark.TaskContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;

/** How work after training uses the cluster: by many tasks, each of one thread, as several may share a JVM. */
public final class Tasks {
    private Tasks() {}

    /** As many tasks as run at once, but none with less than {@code least} units of work if there can be fewer. */
    public static int count(SparkSession spark, long work, int least) {
        long useful = Math.max(1, work / least);
        return (int) Math.min(useful, spark.sparkContext().defaultParallelism());
    }

    /** Runs something when the running task has ended, well or not; what was given last runs first. */
    public static void atEnd(Runnable action) {
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> action.run());
    }
}
