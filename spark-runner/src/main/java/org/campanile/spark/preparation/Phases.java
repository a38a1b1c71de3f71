package org.campanile.spark.preparation;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.spark.JobDescription;

/**
 * Announces what is being done, and how far it has come, to the listener and in Spark's own user interface, where jobs and
 * stages are named after it. Belongs to the thread that does the work.
 */
public final class Phases implements AutoCloseable {
    private final SparkContext spark;
    private final ProgressListener listener;
    private final TaskProgress tasks;

    /** Listens to Spark until closed. */
    public Phases(SparkSession session, ProgressListener listener) {
        this.spark = session.sparkContext();
        this.listener = listener;
        this.tasks = new TaskProgress(listener);
        spark.addSparkListener(tasks);
    }

    /** A part of the work. */
    @FunctionalInterface
    public interface Work<T> {
        T run();
    }

    /** Does a part of the work under this name. */
    public <T> T run(String phase, Work<T> work) {
        String description = "Campanile: " + phase;
        listener.begin(phase, 0);
        tasks.follow(description);
        try {
            return JobDescription.of(spark, description, work::run);
        } finally {
            tasks.rest();
            listener.end();
        }
    }

    @Override
    public void close() {
        spark.removeSparkListener(tasks);
    }
}
