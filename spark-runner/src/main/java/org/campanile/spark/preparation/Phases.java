package org.campanile.spark.preparation;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.tracking.ProgressListener;

/** Announces what is being done, to the listener and in Spark's own user interface. */
record Phases(SparkSession spark, ProgressListener listener) {
    /** A part of the work. */
    @FunctionalInterface
    interface Work<T> {
        T run();
    }

    <T> T run(String phase, Work<T> work) {
        listener.begin(phase, 0);
        spark.sparkContext().setJobDescription("Campanile: " + phase);
        try {
            return work.run();
        } finally {
            spark.sparkContext().setJobDescription(null);
            listener.end();
        }
    }
}
